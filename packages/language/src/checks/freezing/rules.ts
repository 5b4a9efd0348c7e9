/** The rules about which layers are frozen. */
import type { ListedRule } from '../checked.js';
import { adaptsNothing } from './adapts-nothing.js';
import { blockRangeReversed } from './block-range-reversed.js';
import { blocksTwice } from './blocks-twice.js';
import { cutsBlock } from './cuts-block.js';
import { firstTooMany } from './first-too-many.js';
import { freezesNothing } from './freezes-nothing.js';
import { frozenAboveTrained } from './frozen-above-trained.js';
import { notAdaptable } from './not-adaptable.js';
import { randomAdapted } from './random-adapted.js';
import { rankTooHigh } from './rank-too-high.js';
import { sameLayersAgain } from './same-layers-again.js';
import { smallBatchNorm } from './small-batch-norm.js';
import { unfrozenFirst } from './unfrozen-first.js';
import { unknownBlock } from './unknown-block.js';

export const freezingRules: readonly ListedRule<never>[] = [
  unknownBlock,
  blockRangeReversed,
  blocksTwice,
  freezesNothing,
  cutsBlock,
  firstTooMany,
  unfrozenFirst,
  sameLayersAgain,
  frozenAboveTrained,
  smallBatchNorm,
  adaptsNothing,
  notAdaptable,
  rankTooHigh,
  randomAdapted,
];
