/** The schema table: every block with its properties, every word with its parameters. */
import { foreignMeaning } from '../checks/foreign-names.js';
import { backboneBlock } from './backbone.js';
import { dataBlock, dataSources } from './data.js';
import { expectBlock } from './expect.js';
import { headMembers } from './head.js';
import { modelSources } from './models.js';
import { phaseBlock, scheduleBlock } from './schedule.js';
import { sweepBlock } from './sweep.js';
import type { BlockSpec, Spec, Specs, Word } from './types.js';

export const blocks = {
  backbone: backboneBlock,
  data: dataBlock,
  schedule: scheduleBlock,
  phase: phaseBlock,
  expect: expectBlock,
  sweep: sweepBlock,
} satisfies Record<string, BlockSpec>;

/** Words that stand as members of blocks: models in files, data sources, the layers and the presets of a head. */
export const memberWords: Readonly<Record<'backbone' | 'data' | 'head', readonly Word[]>> = {
  backbone: modelSources.words,
  data: dataSources.words,
  head: headMembers.words,
};

/**
 * The blocks that have a property of this name, for advice to who wrote it elsewhere; those that have what another
 * library calls so where none has.
 */
export function homesOf(property: string): readonly string[] {
  const having = (known: (names: readonly string[]) => boolean): readonly string[] =>
    Object.values(blocks)
      .filter(({ properties }) => known(Object.keys(properties)))
      .map(({ name }) => name);
  const own = having((names) => names.includes(property));
  return own.length > 0 ? own : having((names) => foreignMeaning(property, names) !== undefined);
}

/** True of a property that may be written like a call, `early_stop(patience: 3)`, and of what other libraries call one. */
export function isCalled(property: string): boolean {
  const own = Object.values(blocks).flatMap(({ properties }): readonly Spec<unknown>[] => {
    const all: Specs = properties;
    const spec = Object.hasOwn(all, property) ? all[property] : undefined;
    return spec ? [spec] : [];
  });
  if (own.length > 0) return own.some(({ type }) => type.callable === true);
  return homesOf(property).length > 0 && !isValue(property);
}

/** Whether a word is a value of some property, as `ema` is, which others have for a property. */
const isValue = (word: string): boolean =>
  Object.values(blocks).some(({ properties }) => {
    const all: Specs = properties;
    return Object.values(all).some(({ type }) => type.words.some(({ name }) => name === word));
  });
