import { GraphBuilder } from '../graph/builder.js';
import { addInputs } from '../graph/network.js';
import type { Graph } from '../graph/types.js';
import type { Backbone } from './card.js';

/** The backbone's graph at that size of its input: from what it is fed with to its features. */
export function buildBackbone(backbone: Backbone, size: number = backbone.inputSize.native): Graph {
  const b = new GraphBuilder();
  return b.finish([backbone.build(b, addInputs(b, backbone, size)).features]);
}
