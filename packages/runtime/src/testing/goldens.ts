/** Goldens: numbers of the reference implementations, made by `tools/goldens`. */
import { readFileSync } from 'node:fs';
import type { Optimizer } from '@tlp/language/resolve/pipeline.js';

const folder = new URL('../../goldens/', import.meta.url);

/** Of an activation `[N,H,W,C]`, flattened. */
export interface Summary {
  readonly mean: number;
  readonly std: number;
  /** See `sample` in `formula.ts`. */
  readonly sample: readonly number[];
}

export type BatchNormMode = 'frozen' | 'train';

/** Values by the tensor's name in the published weight file; the head's are `head.weight` and `head.bias`. */
type ByTensor<T> = Readonly<Record<string, T>>;

/** A few optimizer steps on one batch. */
export interface Steps {
  readonly rate: number;
  readonly optimizer: Optimizer;
  readonly batchNorm: BatchNormMode;
  /** Of the batch before each step. */
  readonly losses: readonly number[];
  /** Samples of tensors after the last step, laid out as the graph has them. */
  readonly after: ByTensor<readonly number[]>;
}

/**
 * A backbone of formula weights under average pooling and a dense layer, fed with `formulaPicture(size, batch)`
 * and `formulaLabels(batch, classes)`.
 */
export interface BackboneGolden {
  readonly size: number;
  readonly batch: number;
  readonly classes: number;
  /** By block, batch-norm in inference mode, as are the logits and losses. */
  readonly blocks: Readonly<Record<string, Summary>>;
  /** `[N, classes]`, flattened. */
  readonly logits: readonly number[];
  readonly loss: number;
  /** With a label smoothing of 0.1. */
  readonly smoothedLoss: number;
  readonly gradients: Readonly<
    Record<BatchNormMode, { readonly loss: number; readonly norms: ByTensor<number> }>
  >;
  readonly steps: readonly Steps[];
}

export const readGolden = <T>(path: string): T =>
  JSON.parse(readFileSync(new URL(path, folder), 'utf8')) as T;

export const backboneGolden = (name: string): BackboneGolden =>
  readGolden<BackboneGolden>(`backbones/${name}.json`);
