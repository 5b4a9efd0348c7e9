import type { HeadLayer } from './pipeline.js';

/** Whether a layer of the head gives what the task asks for: `dense(classes)` or `dense(targets)`. */
export const givesOutputs = (layer: HeadLayer): boolean =>
  layer.kind === 'dense' && typeof layer.units !== 'number';
