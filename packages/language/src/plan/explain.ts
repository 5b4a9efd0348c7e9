/** A resolved pipeline as a list of values, each with where it came from: `tlp explain` and the report show it. */
import { rateText } from '../number-text.js';
import { labelValues } from '../resolve/labels.js';
import type { Expectation, Origin, Pipeline } from '../resolve/pipeline.js';
import { boundText } from '../run/expectations.js';
import { knobText } from '../run/knob-text.js';
import { backboneBlockOf } from '../schema/backbone.js';
import { dataBlockOf } from '../schema/data.js';
import { headLayers } from '../schema/head.js';
import { modelSources } from '../schema/models.js';
import { phaseBlock, scheduleBlock } from '../schema/schedule.js';
import { ofDescent } from '../schema/solvers.js';
import { sweepBlock } from '../schema/sweep.js';
import type { BlockSpec, Part } from '../schema/types.js';
import { list, text } from '../schema/words.js';
import { camelCase, writeValue } from '../schema/write.js';

export interface ExplainedValue {
  /** As `--set` names it: `schedule.tune.epochs`; what follows from a value is named below it: `….layer_decay.layer3`. */
  readonly path: string;
  /** The resolved value as the language writes it. */
  readonly value: string;
  readonly origin: Origin;
}

/** Names of the language that the resolved pipeline spells otherwise. */
const fieldNames: Readonly<Record<string, string>> = {
  input: 'inputSize',
  clip: 'clipNorm',
  contrastive: 'contrast',
};

/** Every value that has an origin and came through into the pipeline, in the order they were read, and what follows from it. */
export function explainPipeline(pipeline: Pipeline): readonly ExplainedValue[] {
  return Object.entries(pipeline.origins).flatMap(([path, origin]) => {
    if (saysNothing(pipeline, path, origin)) return [];
    const found = partAt(pipeline, path.split('.'));
    // A default that another value made meaningless, such as a share of a split that has a folder.
    return found === undefined || found.value === undefined
      ? []
      : [{ path, value: writeValue(found.type, found.value), origin }, ...ratesAt(pipeline, path, origin)];
  });
}

/** The learning rate of each block, where what makes them differ stands at the path. */
function ratesAt({ schedule }: Pipeline, path: string, origin: Origin): readonly ExplainedValue[] {
  const phase = schedule.phases.find(
    ({ name, learningRate }) =>
      path === `schedule.${name}.${learningRate.lowest === undefined ? 'layer_decay' : 'learning_rate'}`,
  );
  return Object.entries(phase?.blockRates ?? {}).map(([block, share]) => ({
    path: `${path}.${block}`,
    value: rateText(phase!.learningRate.rate * share),
    origin,
  }));
}

/** A default of a phase that is solved, in which nothing descends. */
function saysNothing({ schedule }: Pipeline, path: string, { kind }: Origin): boolean {
  const [block, name, property = ''] = path.split('.');
  if (block !== 'schedule' || kind !== 'default' || !ofDescent.includes(property)) return false;
  return schedule.phases.some((phase) => phase.name === name && phase.solve !== undefined);
}

/** Looks up a path such as `schedule.tune.learning_rate.warmup`; undefined where the pipeline has no such value. */
function partAt(pipeline: Pipeline, [block, name = '', ...rest]: readonly string[]): Part | undefined {
  const { backbone, data, head, schedule, expect, sweep } = pipeline;
  switch (block) {
    case 'backbone':
      if (name === 'name' && rest.length > 0)
        return inside({ type: modelSources, value: backbone.model }, rest);
      // The backbone's own name is a word.
      return name === 'name'
        ? { type: word, value: backbone.name }
        : within(backboneBlockOf(data), backbone, [name, ...rest]);
    case 'data':
      return name === 'path'
        ? { type: text, value: data.path }
        : within(
            dataBlockOf(data),
            { ...data, perClass: data.split.perClass, labels: undefined, ...labelValues(data) },
            [name, ...rest],
          );
    case 'head':
      return inside({ type: list(headLayers), value: head }, [name, ...rest]);
    case 'schedule': {
      if (Object.hasOwn(scheduleBlock.properties, name))
        return within(scheduleBlock, schedule, [name, ...rest]);
      const phase = schedule.phases.find((one) => one.name === name);
      return phase && within(phaseBlock, phase, rest);
    }
    case 'expect': {
      const measure = [name, ...rest].join('.');
      const bounds = expect?.filter((one) => one.name === measure) ?? [];
      return bounds.length > 0 ? { type: comparisons, value: bounds } : undefined;
    }
    case 'sweep': {
      const path = [name, ...rest].join('.');
      const knob = sweep?.knobs.find((one) => one.path === path);
      if (knob) return { type: { ...text, write: () => knobText(knob) }, value: knob };
      return sweep && within(sweepBlock, sweep, [name, ...rest]);
    }
    default:
      return undefined;
  }
}

/** `>= 90%`; with a bound on each side, both. */
const comparisons: Part['type'] = {
  ...text,
  write: (value) =>
    (value as readonly Expectation[]).map((one) => `${one.sign} ${boundText(one)}`).join(', '),
};

const word: Part['type'] = { ...text, write: (value) => String(value) };

/** @param values the block as the resolved pipeline has it */
function within(block: BlockSpec, values: object, [name = '', ...rest]: readonly string[]): Part | undefined {
  const spec = Object.hasOwn(block.properties, name) ? block.properties[name] : undefined;
  const value: unknown = Object.entries(values).find(
    ([field]) => field === (fieldNames[name] ?? camelCase(name)),
  )?.[1];
  return spec && inside({ type: spec.type, value }, rest);
}

/** From a value to an argument of its call, or an item of its list. */
const inside = (part: Part, path: readonly string[]): Part | undefined =>
  path.reduce<Part | undefined>((at, name) => at?.type.part?.(at.value, name), part);
