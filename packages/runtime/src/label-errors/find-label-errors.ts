/** From a pipeline's data to the labels that are likely wrong: the work of `tlp label-errors`. */
import type { SplitName } from '@tlp/language/data/split-bounds.js';
import { fail } from '@tlp/language/diagnostic.js';
import { modalityOf } from '@tlp/language/modalities/index.js';
import { counted } from '@tlp/language/quantities.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { OnEvent } from '@tlp/language/run/events.js';
import type { RunRecord } from '@tlp/language/run/record.js';
import { tasks } from '@tlp/language/tasks/index.js';
import { assignFolds } from '../data/folds.js';
import { argmax } from '../tasks/classification/metrics.js';
import type { FindBackbone } from '../train/model.js';
import { interrupted } from '../train/phase-run.js';
import { openInput, type RunInput } from '../train/run-input.js';
import { warningTo } from '../train/run-warnings.js';
import { learnConfidently } from './confident-joint.js';
import { crossValidate } from './cross-validate.js';
import { vectorsOf } from './stored-features.js';

export interface LabelErrorOptions {
  readonly engine: 'auto' | 'tensorflow' | 'portable';
  readonly seed?: number | undefined;
  /** What a run of the pipeline has left out. */
  readonly leftOut?: RunRecord['leftOut'];
  readonly onEvent: OnEvent;
  readonly signal?: AbortSignal | undefined;
  readonly featureFolder?: string | undefined;
  readonly findBackbone?: FindBackbone | undefined;
}

export interface FoundLabelError {
  /** What the example is called. */
  readonly id: string;
  readonly split: SplitName;
  /** The class that it is given, and the one that it likely is of. */
  readonly label: string;
  readonly suggested: string;
  /** How likely the given class is, out of sample. */
  readonly score: number;
  /** Of it and the likeliest other class, from 0 to 1. */
  readonly margin: number;
}

export interface LabelErrors {
  /** Examples that were judged: those for training and validation, but for … */
  readonly judged: number;
  /** … those of classes that the folds do not part. */
  readonly alone: number;
  readonly folds: number;
  /** Share of the judged examples whose given class is the likeliest. */
  readonly agreement: number;
  /** The likeliest error first. */
  readonly errors: readonly FoundLabelError[];
}

const mostFolds = 5;

/**
 * Nothing is trained and no weights are written: heads are computed from stored features of the backbone with its published weights.
 * @throws TLP885 no task of one class each, weights of a run, or too few examples; TLP850 interrupted; what opening data and weights throws
 */
export async function findLabelErrors(pipeline: Pipeline, options: LabelErrorOptions): Promise<LabelErrors> {
  const { onEvent, signal, leftOut = [], seed = pipeline.schedule.seed } = options;
  checkTask(pipeline);
  checkWeights(pipeline);
  const onWarning = warningTo(onEvent);
  const onStage = (message: string) => onEvent({ type: 'stage', message });
  const input = await openInput(pipeline, { ...options, seed, leftOut, onWarning, onStage });
  const folded = foldsOf(pipeline, input);
  const { examples } = folded;
  const vectors = await vectorsOf(
    pipeline,
    input,
    examples.map(({ example }) => example),
    { ...options, seed, onWarning },
  );
  const labels = examples.map(({ example }) => example.target[0]!);
  const { outputs } = input.dataSet;
  const probabilities = await crossValidate(
    { ...vectors, labels, classes: outputs.length, folds: examples.map(({ fold }) => fold) },
    (done, all) => {
      if (signal?.aborted) throw interrupted('while it looked for label errors');
      if (done < all) onStage(`Judging part ${done + 1} of ${all} by the others`);
    },
  );
  return { ...judgedOf(probabilities, labels, examples, outputs), folds: folded.count };
}

type Folded = ReturnType<typeof foldsOf>['examples'][number];

function judgedOf(
  probabilities: Float64Array,
  labels: readonly number[],
  examples: readonly Folded[],
  outputs: readonly string[],
): Omit<LabelErrors, 'folds'> {
  const classes = outputs.length;
  const places = [...examples.keys()].filter((i) => examples[i]!.parted);
  const own = new Float64Array(places.length * classes);
  for (const [row, i] of places.entries())
    own.set(probabilities.subarray(i * classes, (i + 1) * classes), row * classes);
  const given = places.map((i) => labels[i]!);
  const { errors } = learnConfidently({ labels: given, probabilities: own, classes });
  const agreeing = given.filter((label, row) => {
    const likely = own.subarray(row * classes, (row + 1) * classes);
    return argmax(likely) === label;
  });
  return {
    judged: places.length,
    alone: examples.length - places.length,
    agreement: agreeing.length / places.length,
    errors: errors.map(({ example: row, suggested, selfConfidence: score, margin }) => {
      const { example, split } = examples[places[row]!]!;
      const label = outputs[given[row]!]!;
      return { id: example.id, split, label, suggested: outputs[suggested]!, score, margin };
    }),
  };
}

/** The examples for training and validation, each with its fold and whether others of its class are in another one. */
function foldsOf({ data, file }: Pipeline, { dataSet }: RunInput) {
  const { splits, outputs } = dataSet;
  const all = (['train', 'validation'] as const).flatMap((split) =>
    splits[split].map((example) => ({ example, split })),
  );
  const members = all.map(({ example }) => ({ ...example, stratum: outputs[example.target[0]!]! }));
  const count = Math.min(mostFolds, new Set(members.map(({ hash }) => hash)).size);
  const folds = count < 2 ? members.map(() => 0) : assignFolds(members, count, data.splitSeed);
  const seen = new Map<string, Set<number>>();
  for (const [i, { stratum }] of members.entries())
    seen.set(stratum, (seen.get(stratum) ?? new Set()).add(folds[i]!));
  const examples = all.map((one, i) => ({
    ...one,
    fold: folds[i]!,
    parted: seen.get(members[i]!.stratum)!.size > 1,
  }));
  const classes = [...seen.values()].filter(({ size }) => size > 1).length;
  // There may be fewer groups than folds.
  if (classes > 1) return { examples, count: new Set(folds).size };
  const { noun } = modalityOf(data);
  throw fail(
    'TLP885',
    `Label errors are found by what others of the same class look like, and ${classes === 0 ? 'no class has' : 'only one class has'} two ${noun.many} that may be parted among the ${counted(all.length, noun.one, noun.many)} for training and validation.`,
    data.split.group ? 'Add examples of each class, or leave out `group`.' : 'Add examples of each class.',
    { file },
  );
}

/** A network that was trained on the labels agrees with them, also where they are wrong. */
function checkWeights({ backbone: { weights }, file }: Pipeline): void {
  if (weights.kind !== 'run') return;
  throw fail(
    'TLP885',
    `The network of ${weights.path} may have been trained on these very labels, and would agree with them.`,
    'Take published weights for this: `--set backbone.weights=imagenet`, by the name that the backbone has.',
    { file, exitCode: 2 },
  );
}

function checkTask({ task, file }: Pipeline): void {
  if (task === 'classification') return;
  throw fail(
    'TLP885',
    `Label errors are found where each example is of one class; this pipeline predicts ${tasks[task].predicts}.`,
    'Name a pipeline whose data have one label for each example.',
    { file, exitCode: 2 },
  );
}
