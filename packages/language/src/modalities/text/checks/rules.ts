/** The rules about texts. */
import type { ListedRule } from '../../../checks/checked.js';
import { blankTexts } from './blank-texts.js';
import { capitalsKept } from './capitals-kept.js';
import { cutTexts } from './cut-texts.js';
import { foldersOfTable } from './folders-of-table.js';
import { frozenNext } from './frozen-next.js';
import { halfOfPair } from './half-of-pair.js';
import { headOfNext } from './head-of-next.js';
import { inputTooLong } from './input-too-long.js';
import { nextOfNetwork } from './next-of-network.js';
import { nextOfPair } from './next-of-pair.js';
import { noTokenizer } from './no-tokenizer.js';
import { notTexts } from './not-texts.js';
import { repeatedTexts } from './repeated-texts.js';
import { scoresTooMany } from './scores-too-many.js';
import { slicesOfNext } from './slices-of-next.js';
import { slicesOfRows } from './slices-of-rows.js';
import { strayTexts } from './stray-texts.js';
import { tagsOfPair } from './tags-of-pair.js';
import { textColumns } from './text-columns.js';
import { textIsAnswer } from './text-is-answer.js';
import { windowsNotWhole } from './windows-not-whole.js';
import { windowsOfContrast } from './windows-of-contrast.js';

export const textRules: readonly ListedRule<never>[] = [
  textIsAnswer,
  inputTooLong,
  noTokenizer,
  capitalsKept,
  textColumns,
  halfOfPair,
  foldersOfTable,
  tagsOfPair,
  nextOfNetwork,
  headOfNext,
  frozenNext,
  scoresTooMany,
  nextOfPair,
  blankTexts,
  repeatedTexts,
  strayTexts,
  notTexts,
  cutTexts,
  windowsNotWhole,
  windowsOfContrast,
  slicesOfRows,
  slicesOfNext,
];
