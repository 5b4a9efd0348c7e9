/** What stands in a sweep behind the path of a value: several such values, or a range of numbers to draw from. */
import { backboneBlock } from './backbone.js';
import { dataBlock, dataBlockOf } from './data.js';
import { labelProperties } from './label-properties.js';
import { phaseBlock, scheduleBlock } from './schedule.js';
import { scaleWords, sweepBlock } from './sweep.js';
import type { BlockSpec, Spec, ValueType } from './types.js';
import { text } from './words.js';

/** What decides which examples trials are judged by, what is right for them, or by which metric: it is one for all. */
const judging: Readonly<Record<string, readonly string[]>> = {
  data: [
    'split',
    'split_seed',
    ...Object.keys(labelProperties),
    'image',
    'text',
    'columns',
    'encoding',
    'exclude',
    'slices',
    'unreadable',
  ],
  schedule: ['monitor', 'loss', 'top_k', 'recipe', 'reject', 'interval'],
};

/** Whether the trials would be judged by different examples or metrics. */
export const isOfJudging = (path: string): boolean => {
  const [block = '', name = '', deeper] = path.split('.');
  return deeper === undefined && (judging[block]?.includes(name) ?? false);
};

interface PathSite {
  /** The kind of the data, where it is known. */
  readonly data?: string | undefined;
  /** Names of the phases. */
  readonly phases: readonly string[];
}

/** The paths of a pipeline that a sweep may try, beside `backbone` and `let.NAME`. */
export function sweptPaths({ data, phases }: PathSite): readonly string[] {
  const under = (path: string, { properties }: BlockSpec) =>
    Object.keys(properties).map((name) => `${path}.${name}`);
  return [
    'backbone',
    ...under('backbone', backboneBlock),
    ...under('data', data === undefined ? dataBlock : dataBlockOf({ kind: data })),
    ...under('schedule', scheduleBlock),
    ...phases.flatMap((phase) => under(`schedule.${phase}`, phaseBlock)),
  ].filter((path) => !isOfJudging(path));
}

/** The value that a path names; undefined for one that no pipeline has, and for a `let`, whose type its use tells. */
export function specAt(path: string, data?: string): Spec<unknown> | undefined {
  const [block = '', name = '', property] = path.split('.');
  const own = ({ properties }: BlockSpec, key: string) =>
    Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (property !== undefined) return block === 'schedule' ? own(phaseBlock, property) : undefined;
  switch (block) {
    case 'backbone':
      return name === '' ? backboneName : own(backboneBlock, name);
    case 'data':
      return own(data === undefined ? dataBlock : dataBlockOf({ kind: data }), name);
    case 'schedule':
      return own(scheduleBlock, name);
    default:
      return undefined;
  }
}

const backboneName: Spec<string> = {
  type: { ...text, description: 'the name of a backbone' },
  doc: 'The pretrained network.',
  example: 'backbone: mobilenet_v2, resnet18',
  standIn: '',
};

/** A property of a sweep, or what it tries at a path. */
export function sweptSpec(name: string): Spec<unknown> | undefined {
  if (Object.hasOwn(sweepBlock.properties, name)) {
    const properties: Readonly<Record<string, Spec<unknown>>> = sweepBlock.properties;
    return properties[name];
  }
  const spec = specAt(name);
  return spec && { ...spec, type: several(spec.type), example: `${name}: ${exampleValue(spec)}` };
}

const exampleValue = ({ example }: Spec<unknown>): string => example.slice(example.indexOf(':') + 2);

const several = (type: ValueType<unknown>): ValueType<unknown> => ({
  ...type,
  description: `values to try, each ${type.description}`,
  several: true,
  words: [...scaleWords.filter(({ name }) => isDrawn(type) && !holds(type, name)), ...type.words],
});

/** Whether a number may stand there, which can be drawn. */
const isDrawn = ({ number }: ValueType<unknown>): boolean => number !== undefined && number.form !== 'range';

const holds = ({ words }: ValueType<unknown>, word: string): boolean =>
  words.some(({ name }) => name === word);
