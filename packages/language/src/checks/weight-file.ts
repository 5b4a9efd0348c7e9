import type { Backbone } from '../backbones/card.js';
import { isFromFolder } from '../import/folder.js';
import type { BackboneChoice } from '../resolve/pipeline.js';

/** The file that a run would read the weights from, and what of the pipeline says so. */
export interface WeightFile {
  readonly path: string;
  readonly at: 'backbone.weights' | 'backbone.name';
}

/** Undefined where weights are fetched, drawn, a run's, or of a model that its reader has checked already. */
export function weightFileOf({ weights }: BackboneChoice, backbone: Backbone): WeightFile | undefined {
  if (weights.kind === 'file') return { path: weights.path, at: 'backbone.weights' };
  if (weights.kind !== 'model' || !isFromFolder(backbone) || backbone.folder.file.repository)
    return undefined;
  return { path: backbone.folder.weights, at: 'backbone.name' };
}
