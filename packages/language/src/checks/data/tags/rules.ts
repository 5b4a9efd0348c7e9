/** The rules about tags of words, which a run goes by too. */
import type { DataRule } from '../data-rule.js';
import { longSentence } from './long-sentence.js';
import { noBeginnings } from './no-beginnings.js';
import { numbersAsTags } from './numbers-as-tags.js';
import { tagOrder } from './tag-order.js';
import { tagsAndWords } from './tags-and-words.js';
import { unknownTag } from './unknown-tag.js';

export const tagDataRules: readonly DataRule<never>[] = [
  noBeginnings,
  unknownTag,
  tagOrder,
  tagsAndWords,
  numbersAsTags,
  longSentence,
];
