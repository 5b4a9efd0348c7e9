/** Goldens: numbers of the reference implementations, made by `tools/goldens`. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Average, Optimizer } from '@tlp/language/resolve/pipeline.js';

const folder = new URL('../../goldens/', import.meta.url);

/** Where `npm run parity` has put the goldens of the backbones that are not in the repository. */
const fresh = process.env.TLP_GOLDENS;

/** Of an activation `[N,H,W,C]` or `[N,tokens,C]`, flattened. */
export interface Summary {
  /** Of one example, channels last. */
  readonly shape: readonly number[];
  readonly mean: number;
  readonly std: number;
  /** See `sample` in `formula.ts`. */
  readonly sample: readonly number[];
}

export type BatchNormMode = 'frozen' | 'train';

/** Values by the tensor's name in the published weight file; the head's are `head.weight` and `head.bias`. */
export type ByTensor<T> = Readonly<Record<string, T>>;

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

/** As `Steps`, of AdamW with its usual betas. */
export interface AdamSteps extends Pick<Steps, 'rate' | 'losses' | 'after'> {
  readonly epsilon: number;
  readonly weightDecay: number;
}

/**
 * A backbone of formula weights under pooling and a dense layer, fed with `formulaImage(size, batch)`
 * and `formulaLabels(batch, classes)`.
 */
export interface BackboneGolden {
  /** The framework and its version. */
  readonly reference: { readonly torch: string } | { readonly keras: string };
  /** The layout of ours that has the reference's names; the card's first where it is left out. */
  readonly layout?: string;
  /** How many values the reference counts among its parameters that never change, where there are some. */
  readonly constants?: number;
  readonly size: number;
  readonly batch: number;
  readonly classes: number;
  readonly pool: 'average' | 'class_token' | 'none';
  /** Whether the backbone keeps the hidden layers of the published classifier. */
  readonly top?: 'published';
  /** By block, batch-norm in inference mode, as are the logits and losses. */
  readonly blocks: Readonly<Record<string, Summary>>;
  /** `[N, classes]`, flattened. */
  readonly logits: readonly number[];
  readonly loss: number;
  /** With a label smoothing of 0.1. */
  readonly smoothedLoss: number;
  /** Of no mode for networks so large that training them takes more memory than there is. */
  readonly gradients: Readonly<
    Partial<Record<BatchNormMode, { readonly loss: number; readonly norms: ByTensor<number> }>>
  >;
  readonly steps: readonly Steps[];
}

export const readGolden = <T>(file: string): T =>
  JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as T;

const goldenFile = (name: string): string =>
  fresh
    ? path.join(fresh, 'backbones', `${name}.json`)
    : fileURLToPath(new URL(`backbones/${name}.json`, folder));

/** Names of the backbones' references that are there; `NAME.top` is that with the hidden layers of the published classifier. */
export const referencesOf = (backbones: readonly { readonly name: string }[]): readonly string[] =>
  backbones.flatMap(({ name }) => [name, `${name}.top`]).filter((name) => hasGolden({ name }));

export const hasGolden = ({ name }: { readonly name: string }): boolean => existsSync(goldenFile(name));

export const backboneGolden = (name: string): BackboneGolden =>
  JSON.parse(readFileSync(goldenFile(name), 'utf8')) as BackboneGolden;

/** What PyTorch's EfficientNet-Lite0 with its ImageNet weights says of one square image. */
export interface View {
  readonly size: number;
  /** `[1280]`, averaged over positions. */
  readonly features: Float32Array;
  /** Best classes first. */
  readonly top5: readonly { readonly class: number; readonly logit: number }[];
}

export interface Lite0Golden {
  /** Of `formulaPixels(size)`. */
  readonly pixels: readonly View[];
  /** Of files in `goldens/images`, laid on white, stretched to the square bicubically by Pillow. */
  readonly images: readonly {
    readonly file: string;
    /** Samples of the pixels `[128,128,3]` by interpolation. */
    readonly pixels: Readonly<Record<'bilinear' | 'bicubic', readonly number[]>>;
    readonly views: readonly View[];
  }[];
}

export const imageFile = (name: string): URL => new URL(`images/${name}`, folder);

export function lite0Golden(): Lite0Golden {
  const decode = <V extends { features: string }>(view: V) => ({
    ...view,
    // Base64 of little-endian float32; the copy aligns it.
    features: new Float32Array(new Uint8Array(Buffer.from(view.features, 'base64')).buffer),
  });
  type Stored = Omit<View, 'features'> & { features: string };
  const { pixels, images } = readGolden<{
    pixels: Stored[];
    images: (Omit<Lite0Golden['images'][number], 'views'> & { views: Stored[] })[];
  }>('lite0.json');
  return {
    pixels: pixels.map(decode),
    images: images.map((image) => ({ ...image, views: image.views.map(decode) })),
  };
}

/**
 * Three steps of a dense model `features[N,inputs] -> dense(units, relu) -> dense(classes)`; step `k` takes the
 * next `accumulate` batches of `features` and `labels`.
 */
export interface OptimizerGolden {
  readonly inputs: number;
  readonly units: number;
  readonly classes: number;
  readonly batch: number;
  readonly cases: readonly {
    readonly reference: 'torch' | 'keras';
    readonly optimizer: Optimizer;
    /** One a step. */
    readonly rates: readonly number[];
    /** One a step, where they are not the optimizer's own. */
    readonly momenta?: readonly number[];
    readonly average?: Average;
    readonly clipNorm: number | null;
    readonly accumulate: number;
    readonly labelSmoothing: number;
    /** Whether examples are weighed by `signed('example_weight', batch, 0.5, 1)`. */
    readonly weighted: boolean;
    /** One a batch. */
    readonly losses: readonly number[];
    /** All values of `dense.weight`, `dense.bias`, `dense_2.weight`, `dense_2.bias`, laid out as the graph. */
    readonly after: ByTensor<readonly number[]>;
    /** Their averages, by timm. */
    readonly averaged?: ByTensor<readonly number[]>;
  }[];
}

export const optimizerGolden = (): OptimizerGolden => readGolden<OptimizerGolden>('optimizers.json');

/** Batches `[batch,size,size,3]` of `formulaImage` and `formulaLabels`, mixed by torchvision. */
export interface MixGolden {
  readonly size: number;
  readonly batch: number;
  readonly classes: number;
  readonly cases: readonly ({
    readonly share: number;
    /** Sampled. */
    readonly pixels: readonly number[];
    /** `[batch,classes]`. */
    readonly targets: readonly number[];
    readonly loss: number;
    /** With `class_weight` of the formula. */
    readonly weighedLoss: number;
    /** Of the first two rows, by timm, with a smoothing of 0.1 and the share as it was drawn. */
    readonly smoothedTargets: readonly number[];
  } & ({ readonly kind: 'mixup' } | { readonly kind: 'cutmix'; readonly x: number; readonly y: number }))[];
}
