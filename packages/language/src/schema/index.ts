/** The schema table: every block with its properties, every word with its parameters. */
import { backboneBlock } from './backbone.js';
import { dataBlock, dataSources } from './data.js';
import { headLayers } from './head.js';
import { phaseBlock, scheduleBlock } from './schedule.js';
import type { BlockSpec, Word } from './types.js';

export const blocks = {
  backbone: backboneBlock,
  data: dataBlock,
  schedule: scheduleBlock,
  phase: phaseBlock,
} satisfies Record<string, BlockSpec>;

/** Words that stand as members of blocks: data sources and the layers of a head. */
export const memberWords: Readonly<Record<'data' | 'head', readonly Word[]>> = {
  data: dataSources.words,
  head: headLayers.words,
};

/** The blocks that have a property of this name, for advice to who wrote it elsewhere. */
export const homesOf = (property: string): readonly string[] =>
  Object.values(blocks)
    .filter((block) => Object.hasOwn(block.properties, property))
    .map((block) => block.name);
