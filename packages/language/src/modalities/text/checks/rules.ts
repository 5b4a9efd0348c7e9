/** The rules about texts. */
import type { ListedRule } from '../../../checks/checked.js';
import { blankTexts } from './blank-texts.js';
import { cutTexts } from './cut-texts.js';
import { foldersOfTable } from './folders-of-table.js';
import { inputTooLong } from './input-too-long.js';
import { noTokenizer } from './no-tokenizer.js';
import { notTexts } from './not-texts.js';
import { repeatedTexts } from './repeated-texts.js';
import { strayTexts } from './stray-texts.js';
import { textColumns } from './text-columns.js';
import { textIsAnswer } from './text-is-answer.js';
import { windowsOfPairs } from './windows-of-pairs.js';

export const textRules: readonly ListedRule<never>[] = [
  textIsAnswer,
  inputTooLong,
  noTokenizer,
  textColumns,
  foldersOfTable,
  blankTexts,
  repeatedTexts,
  strayTexts,
  notTexts,
  cutTexts,
  windowsOfPairs,
];
