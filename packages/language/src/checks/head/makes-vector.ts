import type { HeadLayer, RecurrentLayer } from '../../resolve/pipeline.js';

/** Whether a layer turns a feature map, or tokens, into one vector for each example. */
export const makesVector = (layer: HeadLayer): boolean =>
  layer.kind === 'pool' || layer.kind === 'flatten' || (isRecurrent(layer) && layer.return !== 'sequence');

export const isRecurrent = (layer: HeadLayer): layer is RecurrentLayer => isRecurrentKind(layer.kind);

export const isRecurrentKind = (kind: string): kind is RecurrentLayer['kind'] =>
  kind === 'lstm' || kind === 'gru';
