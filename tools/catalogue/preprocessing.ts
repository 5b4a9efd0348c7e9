/** What the packages say of preprocessing, and what our cards say, as one form: `x[order] · factor + offset` for x in 0..255. */
import type { Preprocessing } from '@tlp/language/modalities/images/preprocessing.js';

export interface Scaling {
  readonly order: string;
  /** A channel each. */
  readonly factor: readonly number[];
  readonly offset: readonly number[];
}

type PerChannel = number | readonly number[] | string;

/** What a model of Keras does with its input by itself. */
interface InTheModel {
  readonly layer: string;
  readonly scale?: PerChannel;
  readonly offset?: PerChannel;
  readonly mean?: PerChannel;
  readonly variance?: PerChannel;
}

export interface PublishedPreprocessing {
  readonly mean?: readonly number[];
  readonly std?: readonly number[];
  /** Whether the network of torchvision takes its input back to -1..1, as its weights were trained: `_transform_input`. */
  readonly transformInput?: boolean;
  readonly preprocessInput?: Scaling;
  readonly inTheModel?: readonly InTheModel[];
}

const channels = [0, 1, 2] as const;

/**
 * The statistics that the files of Keras's EfficientNet hold: the means of ImageNet, and its deviations in the place of the variances,
 * which is why the model divides by their roots once more (github.com/keras-team/keras/issues/15131).
 */
const inFile = { mean: [0.485, 0.456, 0.406], variance: [0.229, 0.224, 0.225] };

const at = (value: PerChannel | undefined, field: 'mean' | 'variance', channel: number): number => {
  if (value === undefined) throw new Error(`No ${field} is stated.`);
  if (typeof value === 'string') return inFile[field][channel]!;
  return typeof value === 'number' ? value : value[channel]!;
};

/** A layer as a factor and an offset of one channel. */
function affine(
  { layer, scale, offset, mean, variance }: InTheModel,
  channel: number,
): readonly [number, number] {
  if (layer === 'Rescaling') return [at(scale, 'mean', channel), at(offset, 'mean', channel)];
  const factor = 1 / Math.sqrt(at(variance, 'variance', channel));
  return [factor, -at(mean, 'mean', channel) * factor];
}

const tf: Scaling = { order: 'rgb', factor: channels.map(() => 1 / 127.5), offset: channels.map(() => -1) };

/** Undefined where the package states none. */
export function publishedScaling({
  mean,
  std,
  transformInput = false,
  preprocessInput,
  inTheModel = [],
}: PublishedPreprocessing): Scaling | undefined {
  if (mean && std && transformInput) return tf;
  if (mean && std) {
    const factor = channels.map((c) => 1 / (255 * std[c]!));
    return { order: 'rgb', factor, offset: channels.map((c) => -mean[c]! / std[c]!) };
  }
  if (!preprocessInput) return undefined;
  return inTheModel.reduce<Scaling>(({ order, factor, offset }, layer) => {
    const steps = channels.map((c) => affine(layer, c));
    return {
      order,
      factor: factor.map((value, c) => value * steps[c]![0]),
      offset: offset.map((value, c) => value * steps[c]![0] + steps[c]![1]),
    };
  }, preprocessInput);
}

export const scalingOf = ({ order, scale, mean, deviation }: Preprocessing): Scaling => ({
  order,
  factor: channels.map((c) => 1 / (scale * deviation[c]!)),
  offset: channels.map((c) => -mean[c]! / deviation[c]!),
});

/** The largest difference that an input of 0..255 shows. */
export const scalingError = (a: Scaling, b: Scaling): number =>
  a.order === b.order
    ? Math.max(
        ...channels.map((c) =>
          Math.max(
            Math.abs(a.offset[c]! - b.offset[c]!),
            Math.abs(255 * (a.factor[c]! - b.factor[c]!) + a.offset[c]! - b.offset[c]!),
          ),
        ),
      )
    : Number.POSITIVE_INFINITY;
