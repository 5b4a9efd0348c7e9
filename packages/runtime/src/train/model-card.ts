/** `model.json`: what a trained model is, beside its weights. */
import { type Activation, activations } from '@tlp/language/graph/ops/elementwise.js';
import { checkedNetwork, type Stored } from '@tlp/language/import/stored.js';
import { isRecord } from '@tlp/language/record.js';
import type { HeadLayer, RecurrentLayer } from '@tlp/language/resolve/pipeline.js';
import type { FileSeal } from '@tlp/language/run/record.js';
import type { NearestScore } from '@tlp/language/schema/known/nearest.js';
import type { Rejection } from '@tlp/language/tasks/classification.js';
import { type TaskName, taskNames } from '@tlp/language/tasks/index.js';
import type { Intervals } from '@tlp/language/tasks/regression.js';
import {
  byKind,
  either,
  list,
  Misshapen,
  number,
  object,
  oneOf,
  optional,
  type Shape,
  text,
  whole,
} from '../json-shape.js';
import type { PreparationForm } from '../modalities/modality.js';
import { noSettings, type Scale, type TaskSettings } from '../tasks/settings.js';

export interface ModelCard {
  /** Counts up when this form changes. */
  readonly format: 2;
  readonly name: string;
  readonly description: string;
  /** Name in the catalogue, or of the file that the network was imported from. */
  readonly backbone: string;
  /** The network itself, where it was imported. */
  readonly imported?: Stored | undefined;
  /** As the pipeline has it; see `published-top.ts`. */
  readonly top?: 'published' | undefined;
  /** Its last block, where that is not the network's own; see `until.ts`. */
  readonly until?: string | undefined;
  readonly head: readonly HeadLayer[];
  /** In the unit of what the backbone reads: the side of a square image, in pixels. */
  readonly inputSize: number;
  /** How examples become what the network reads, as their modality has it. In the file, its fields are the card's own. */
  readonly preparation: object;
  readonly task: TaskName;
  /** A name for each number that the network gives: the classes, the labels or the target columns. */
  readonly outputs: readonly string[];
  /** What the task took from the run's data. */
  readonly settings: TaskSettings;
}

/** With the weights that belong to it. */
export interface CardWithWeights extends ModelCard {
  readonly weights: FileSeal;
  /** The training examples that others are compared with; absent where none are. */
  readonly known?: FileSeal | undefined;
}

const activation = oneOf(...(Object.keys(activations) as Activation[]));

const no: Shape<false> = (value, at) => {
  if (value === false) return value;
  throw new Misshapen(at, 'false or absent', value);
};

const yes: Shape<true> = (value, at) => {
  if (value === true) return value;
  throw new Misshapen(at, 'true or absent', value);
};

const recurrentLayer = <Kind extends RecurrentLayer['kind']>(kind: Kind) =>
  object<RecurrentLayer<Kind>>({
    kind: oneOf(kind),
    units: whole(1, 4096),
    bidirectional: optional(yes),
    return: optional(oneOf('sequence')),
  });

const headLayer = byKind<HeadLayer>({
  pool: object({
    kind: oneOf('pool'),
    mode: oneOf('average', 'max', 'both', 'concat', 'class_token', 'last_token', 'ulmfit'),
  }),
  flatten: object({ kind: oneOf('flatten') }),
  normalize: object({ kind: oneOf('normalize') }),
  convolution: object({
    kind: oneOf('convolution'),
    filters: whole(1, 65_536),
    size: whole(1, 31),
    largest: optional(whole(1, 31)),
    activation: either(oneOf(null), activation),
  }),
  dropout: object({ kind: oneOf('dropout'), rate: number(0, 0.95) }),
  dense: object({
    kind: oneOf('dense'),
    units: either(oneOf('classes', 'targets', 'tags'), whole(1, 65_536)),
    activation: either(oneOf(null), activation),
    bias: optional(no),
    initializer: optional(oneOf('he_normal')),
  }),
  batch_norm: object({
    kind: oneOf('batch_norm'),
    epsilon: optional(number(Number.MIN_VALUE, 1)),
    momentum: optional(number(0, 1)),
    offset: optional(number(-1, 1)),
  }),
  activation: object({ kind: oneOf('activation'), activation }),
  lstm: recurrentLayer('lstm'),
  gru: recurrentLayer('gru'),
});

const fileSeal: Shape<FileSeal> = object<FileSeal>({
  bytes: whole(0, Number.MAX_SAFE_INTEGER),
  sha256: text,
});

const common = {
  format: oneOf(2),
  name: text,
  description: text,
  backbone: text,
  top: optional(oneOf('published')),
  until: optional(text),
  head: list(headLayer),
  inputSize: whole(1, 65_536),
  known: optional(fileSeal),
  weights: fileSeal,
} as const;

type Common = Omit<CardWithWeights, 'preparation' | 'task' | 'outputs' | 'settings' | 'imported'>;

const anyNumber = number(-Number.MAX_VALUE, Number.MAX_VALUE);

const rejection = object<Rejection>({
  name: text,
  keep: number(0, 1),
  threshold: anyNumber,
  by: optional(object<NearestScore>({ kind: oneOf('nearest'), k: whole(1, 200) })),
});

const intervals = object<Intervals>({
  level: number(0, 1),
  halfWidths: list(number(0, Number.MAX_VALUE), 1),
});

type Classifier = Common & { readonly classes: readonly string[]; readonly rejection?: Rejection };

/** A classifier's card names its classes, and no task: it has been so since before there were others. */
const classifier = {
  ...common,
  classes: list(text, 1),
  rejection: optional(rejection),
};

const scale = object<Scale>({
  mean: anyNumber,
  deviation: number(Number.MIN_VALUE, Number.MAX_VALUE),
});

const ofTask = {
  ...common,
  task: oneOf(...taskNames),
  outputs: list(text, 1),
  settings: object<Omit<TaskSettings, 'rejection'>>({
    thresholds: either(oneOf(null), list(number(0, 1), 1)),
    scales: either(oneOf(null), list(scale, 1)),
    scheme: optional(oneOf('bio', 'iob1', 'bioes', 'none')),
    intervals: optional(intervals),
  }),
};

/** The card as it is written, in the order of its fields. */
export function storedCard(whole: CardWithWeights): object {
  const { preparation, task, outputs, settings, weights, known, imported, ...rest } = whole;
  const card = { ...rest, ...(imported ? { imported } : {}), ...preparation };
  return task === 'classification'
    ? {
        ...card,
        classes: outputs,
        ...(settings.rejection && { rejection: settings.rejection }),
        ...(known && { known }),
        weights,
      }
    : { ...card, task, outputs, settings, weights };
}

/** The card as a file has it. @param form of the preparation of what its backbone reads. @throws Misshapen */
export function readCard(value: unknown, form: PreparationForm): CardWithWeights {
  if (isRecord(value) && 'imported' in value) {
    const { imported, ...rest } = value;
    return { ...readCard(rest, form), imported: checkedNetwork(imported) };
  }
  const own = Object.keys(form);
  const split = <T extends object>(card: T) => {
    const fields = Object.entries(card);
    const [preparation, rest] = [true, false].map((wanted) =>
      Object.fromEntries(fields.filter(([name]) => own.includes(name) === wanted)),
    );
    return { ...(rest as T), preparation: preparation! };
  };
  if (isRecord(value) && 'task' in value) {
    return split(
      object<Omit<CardWithWeights, 'preparation' | 'imported'>>({ ...ofTask, ...form })(value, ''),
    );
  }
  const card = object<Classifier>({ ...classifier, ...form })(value, '');
  const { classes, rejection: found, ...rest } = split(card);
  const settings = found ? { ...noSettings, rejection: found } : noSettings;
  return { ...rest, task: 'classification', outputs: classes, settings };
}
