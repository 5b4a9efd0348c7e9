import type { HeadLayer } from '../../resolve/pipeline.js';

/** Whether a layer turns a feature map, or tokens, into one vector for each example. */
export const makesVector = (layer: HeadLayer): boolean =>
  layer.kind === 'pool' || layer.kind === 'flatten' || (isRecurrent(layer) && layer.return !== 'sequence');

export const isRecurrent = (layer: HeadLayer): layer is Extract<HeadLayer, { kind: 'lstm' | 'gru' }> =>
  layer.kind === 'lstm' || layer.kind === 'gru';
