/** The rules about what cannot be read. */
import type { ListedRule } from '../checked.js';
import { badString } from './bad-string.js';
import { colonMissing } from './colon-missing.js';
import { foreignHead } from './foreign-head.js';
import { mergeConflict } from './merge-conflict.js';
import { missingToken } from './missing-token.js';
import { tooDeep } from './too-deep.js';
import { tooLong } from './too-long.js';
import { unclosedBlock } from './unclosed-block.js';
import { unclosedComment } from './unclosed-comment.js';
import { unexpectedCharacter } from './unexpected-character.js';
import { unexpectedToken } from './unexpected-token.js';

export const syntaxRules: readonly ListedRule<never>[] = [
  unexpectedCharacter,
  badString,
  missingToken,
  unclosedBlock,
  unexpectedToken,
  tooDeep,
  colonMissing,
  unclosedComment,
  tooLong,
  foreignHead,
  mergeConflict,
];
