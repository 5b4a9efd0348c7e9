/** `model.json`: what a trained model is, beside its weights. */
import type { Preprocessing } from '@tlp/language/backbones/card.js';
import { type Activation, activations } from '@tlp/language/graph/ops/elementwise.js';
import type { ImageData } from '@tlp/language/modalities/images/data.js';
import { isRecord } from '@tlp/language/record.js';
import type { HeadLayer } from '@tlp/language/resolve/pipeline.js';
import type { FileSeal } from '@tlp/language/run/record.js';
import { type TaskName, taskNames } from '@tlp/language/tasks/index.js';
import { byKind, either, list, number, object, oneOf, type Shape, text, whole } from '../json-shape.js';
import { noSettings, type Scale, type TaskSettings } from '../tasks/settings.js';

export interface ModelCard {
  /** Counts up when this form changes. */
  readonly format: 2;
  readonly name: string;
  readonly description: string;
  /** Name in the catalogue. */
  readonly backbone: string;
  readonly head: readonly HeadLayer[];
  /** Side of the square input, pixels. */
  readonly inputSize: number;
  readonly resize: ImageData['resize'];
  readonly preprocessing: Preprocessing;
  readonly task: TaskName;
  /** A name for each number that the network gives: the classes, the labels or the target columns. */
  readonly outputs: readonly string[];
  /** What the task took from the run's data. */
  readonly settings: TaskSettings;
}

/** With the weights that belong to it. */
export interface CardWithWeights extends ModelCard {
  readonly weights: FileSeal;
}

const activation = oneOf(...(Object.keys(activations) as Activation[]));

const headLayer = byKind<HeadLayer>({
  pool: object({ kind: oneOf('pool'), mode: oneOf('average', 'max', 'both') }),
  flatten: object({ kind: oneOf('flatten') }),
  dropout: object({ kind: oneOf('dropout'), rate: number(0, 0.95) }),
  dense: object({
    kind: oneOf('dense'),
    units: either(oneOf('classes', 'targets'), whole(1, 65_536)),
    activation: either(oneOf(null), activation),
  }),
  batch_norm: object({ kind: oneOf('batch_norm') }),
  activation: object({ kind: oneOf('activation'), activation }),
});

/** Three numbers, one a channel. */
function channels(least: number, most: number): Shape<readonly [number, number, number]> {
  const three = list(number(least, most), 3, 3);
  return (value, at) => three(value, at) as [number, number, number];
}

const fileSeal: Shape<FileSeal> = object<FileSeal>({
  bytes: whole(0, Number.MAX_SAFE_INTEGER),
  sha256: text,
});

const common = {
  format: oneOf(2),
  name: text,
  description: text,
  backbone: text,
  head: list(headLayer, 1),
  inputSize: whole(1, 65_536),
  resize: oneOf('stretch', 'crop', 'pad'),
  preprocessing: object<Preprocessing>({
    interpolation: oneOf('bilinear', 'bicubic'),
    order: oneOf('rgb', 'bgr'),
    // Pixels are divided by both.
    scale: number(1e-6, 1e6),
    mean: channels(-1e6, 1e6),
    deviation: channels(1e-6, 1e6),
  }),
  weights: fileSeal,
} as const;

type Common = Omit<CardWithWeights, 'task' | 'outputs' | 'settings'>;

/** A classifier's card names its classes, and no task: it has been so since before there were others. */
const classifier = object<Common & { readonly classes: readonly string[] }>({
  ...common,
  classes: list(text, 1),
});

const scale = object<Scale>({
  mean: number(-Number.MAX_VALUE, Number.MAX_VALUE),
  deviation: number(Number.MIN_VALUE, Number.MAX_VALUE),
});

const ofTask = object<CardWithWeights>({
  ...common,
  task: oneOf(...taskNames),
  outputs: list(text, 1),
  settings: object<TaskSettings>({
    thresholds: either(oneOf(null), list(number(0, 1), 1)),
    scales: either(oneOf(null), list(scale, 1)),
  }),
});

/** The card as it is written, in the order of its fields. */
export function storedCard({ task, outputs, settings, weights, ...card }: CardWithWeights): object {
  return task === 'classification'
    ? { ...card, classes: outputs, weights }
    : { ...card, task, outputs, settings, weights };
}

/** @throws Misshapen */
export const readCard: Shape<CardWithWeights> = (value, at) => {
  if (isRecord(value) && 'task' in value) return ofTask(value, at);
  const { classes, ...card } = classifier(value, at);
  return { ...card, task: 'classification', outputs: classes, settings: noSettings };
};
