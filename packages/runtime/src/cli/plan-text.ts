/** `tlp plan` for people. */
import { foldsOf } from '@tlp/language/data/held-out.js';
import { headBlock } from '@tlp/language/graph/network.js';
import { showShape } from '@tlp/language/graph/shape.js';
import { countedOf, type Noun } from '@tlp/language/modalities/noun.js';
import { rateText } from '@tlp/language/number-text.js';
import { pairsText } from '@tlp/language/plan/pairs.js';
import type { BlockPlan, PhasePlan, Plan } from '@tlp/language/plan/plan.js';
import { count, counted, short } from '@tlp/language/quantities.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { bytes, duration } from '../units.js';
import type { PhaseTimes } from './calibrate.js';
import type { Colors } from './output.js';
import { storedStartText } from './stored-start-text.js';

/**
 * @param times one entry a phase, or null where nothing was timed.
 * @param told of the plan as a whole, a line each: what it starts from, what the examples say of the input's size, how often all this is done
 */
export function renderPlan(
  plan: Plan,
  times: readonly PhaseTimes[] | null,
  c: Colors,
  told: readonly string[] = [],
): string {
  const { train, validation, test } = plan.images;
  const total = times?.reduce((sum, t) => sum + t.featureSeconds + t.trainingSeconds, 0);
  return [
    `${c.bold(plan.pipeline)}: ${plan.backbone} at ${plan.inputSize}${plan.unit}, ` +
      `${plan.classes === 0 ? '' : `${plan.classes} classes, `}` +
      `${count(train)} + ${count(validation)} + ${count(test)} ${plan.noun.many} (train + validation + test)`,
    ...told,
    ...plan.phases.map((phase, i) => renderPhase(phase, plan, times?.[i] ?? null, c)),
    ...rejectText(plan),
    total === undefined
      ? ''
      : `${c.bold('Total')} about ${duration(total)}, estimated from a few batches on this machine; ` +
        'features that are already stored cost nothing.\n',
  ].join('\n');
}

/** Of a cross-validation, of which a plan shows one run. */
export function foldsText({ data: { split } }: Pick<Pipeline, 'data'>): readonly string[] {
  const folds = foldsOf(split);
  return folds === null
    ? []
    : [
        `${folds} folds: as many such runs, each of which validates on another part. Features that are stored serve all.`,
      ];
}

function rejectText({ reject, images, noun }: Plan): readonly string[] {
  if (!reject) return [];
  const { by, kept } = reject;
  if (!kept) return [`Rejects by ${by}, which costs nothing.\n`];
  const sample =
    kept.examples < images.train
      ? `${count(kept.examples)} of ${count(images.train)}`
      : `${count(kept.examples)}`;
  const last = kept.computed ? ' They are computed when all phases are trained.' : '';
  return [
    `Rejects by ${by}: the features of ${sample} training ${noun.many} are kept with the model, ${bytes(kept.bytes)}.${last}\n`,
  ];
}

function renderPhase(
  phase: PhasePlan,
  { noun, unit, parametersAtMost }: Plan,
  times: PhaseTimes | null,
  c: Colors,
): string {
  const { trained, frozen } = phase.parameters;
  const most = parametersAtMost ? 'at most ' : '';
  const trainsTable = phase.blocks.some(({ name, trained: some }) => name !== headBlock && some > 0);
  const share = (100 * trained) / (trained + frozen);
  const lines: [string, string][] = [
    ['freeze', phase.freeze],
    ...(phase.inputSize === undefined ? [] : [['input', `${phase.inputSize}${unit}`] as [string, string]]),
    ...(phase.adapt === null ? [] : [['adapt', phase.adapt] as [string, string]]),
    ...(phase.mix === undefined ? [] : [['mix', phase.mix] as [string, string]]),
    ...(phase.average === undefined ? [] : [['average', phase.average] as [string, string]]),
    [
      'parameters',
      `${trainsTable ? most : ''}${count(trained)} train (${share.toPrecision(3)}%), ${trainsTable ? '' : most}${count(frozen)} are frozen`,
    ],
    ['blocks', phase.blocks.map((block) => drawBlock(block, c)).join(' ')],
    ...ratesLine(phase),
    ['reads', reads(phase, noun)],
    ['stores', stores(phase, noun)],
    ['frozen part', passes(phase)],
    ...pairs(phase, noun),
    steps(phase),
    [
      'work',
      `${short(phase.multiplyAdds.frozen)} multiply-adds per ${noun.one} frozen, ${short(phase.multiplyAdds.trained)} trained (forward)`,
    ],
    ['memory', memory(phase, noun)],
    ...(times === null ? [] : [['time', timeText(times)] as [string, string]]),
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  return `\n${c.bold(`Phase ${phase.name}`)}\n${lines
    .map(([name, value]) => `  ${c.dim(name.padEnd(width))}  ${value}`)
    .join('\n')}\n`;
}

function pairs({ pairs: of }: PhasePlan, noun: Noun): [string, string][] {
  if (!of) return [];
  const embeds = countedOf(Math.round(of.examplesPerStep), noun);
  return [['pairs', `${pairsText(of)}; a step embeds about ${embeds}, each once`]];
}

function steps({ stepsPerEpoch, epochs, solve, parameters: { trained } }: PhasePlan): [string, string] {
  if (solve !== undefined) return ['solves', `${count(trained)} weights at once, by ${solve}`];
  return [
    'steps',
    `${count(stepsPerEpoch)} per epoch, ${count(stepsPerEpoch * epochs)} in ${counted(epochs, 'epoch')}`,
  ];
}

/** Brackets are trained blocks, parentheses partly trained or frozen ones that run; plain ones are computed once. */
function drawBlock({ name, state }: BlockPlan, c: Colors): string {
  switch (state) {
    case 'computed_once':
      return c.dim(name);
    case 'frozen':
      return c.blue(`(${name})`);
    case 'partly':
      return c.yellow(`[${name}…]`);
    case 'trained':
      return c.yellow(`[${name}]`);
  }
}

/** The rate of each trained block, where they differ. */
function ratesLine({ blocks }: PhasePlan): [string, string][] {
  const rates = blocks.flatMap(({ name, rate }) => (rate === undefined ? [] : [`${name} ${rateText(rate)}`]));
  return rates.length === 0 ? [] : [['rates', rates.join(', ')]];
}

const reads = ({ features }: PhasePlan, noun: Noun): string =>
  features
    .map(
      ({ block, input, shape, bytes: size }) =>
        `${block ?? (input === null || input === noun.one ? noun.many : input)} ${showShape(shape)}, ${bytes(size)} per ${noun.one}`,
    )
    .join(' and ');

function stores(
  { stored, featureBytes, featuresFrom, storedStart, through, mix }: PhasePlan,
  noun: Noun,
): string {
  if (stored === 'none') return 'nothing: no layer before the trained ones is frozen';
  if (through)
    return `nothing of its own, as the feature store (TLP_FEATURES_MAX_GB) has no room: its features are computed in every epoch ${storedStartText(through)}`;
  const begun = storedStart
    ? `, those of ${countedOf(storedStart.views, noun)} ${storedStartText(storedStart)}`
    : '';
  const shared = featuresFrom === null ? begun : `, from the pass of phase ${featuresFrom}`;
  const which =
    stored === 'all'
      ? ''
      : ` of the validation ${noun.many} only, because ${
          mix === undefined
            ? 'augmentation is fresh every epoch (see `variants`)'
            : `${noun.many} are mixed anew in every epoch`
        }`;
  return `${bytes(featureBytes)} of features${which}${shared}`;
}

function passes({ frozenPasses: { planned, saved, everyEpoch } }: PhasePlan): string {
  if (everyEpoch === 0) return 'none';
  return `${count(planned)} forward passes instead of ${count(everyEpoch)}: ${count(saved)} saved`;
}

function memory({ memoryBytes, examplesAtOnce }: PhasePlan, noun: Noun): string {
  if (examplesAtOnce === 0) return `about ${bytes(memoryBytes)} at least, more than \`memory\` allows`;
  const parts =
    examplesAtOnce === null ? '' : `, with ${countedOf(examplesAtOnce, noun)} of a batch at a time`;
  return `about ${bytes(memoryBytes)} at peak${parts}`;
}

const timeText = ({ featureSeconds, trainingSeconds }: PhaseTimes): string =>
  `about ${duration(featureSeconds + trainingSeconds)}: ${duration(featureSeconds)} for features, ` +
  `${duration(trainingSeconds)} for training`;
