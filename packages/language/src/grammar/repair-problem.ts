/** What the repair of a damaged text found, in the words of the catalogue. */

import { unknownStructure } from '../checks/names/unknown-structure.js';
import { foreignHead } from '../checks/syntax/foreign-head.js';
import { mergeConflict } from '../checks/syntax/merge-conflict.js';
import { missingToken } from '../checks/syntax/missing-token.js';
import { unclosedBlock } from '../checks/syntax/unclosed-block.js';
import { unexpectedCharacter } from '../checks/syntax/unexpected-character.js';
import { unexpectedToken } from '../checks/syntax/unexpected-token.js';
import type { Diagnostic, Range } from '../diagnostic.js';
import { diagnose } from '../resolve/journal.js';
import { homesOf } from '../schema/index.js';
import type { Problem } from './repair/tokens.js';

export function repairProblem(problem: Problem, text: string, range: Range, file: string): Diagnostic {
  const at = { range };
  switch (problem.kind) {
    case 'missing': {
      const { what, before } = problem;
      const place = before === '' ? 'the end of the file' : `\`${before}\``;
      const message = `Expected ${what} before ${place}.`;
      return diagnose(missingToken, { message, expected: what }, at, file);
    }
    case 'unclosed':
      return diagnose(unclosedBlock, { block: text.slice(problem.start, problem.end) }, at, file);
    case 'stray': {
      const message = `Unexpected \`${problem.text}\`.`;
      return diagnose(unexpectedToken, { message, place: 'Remove it.' }, at, file);
    }
    case 'stray-comment':
      return diagnose(unexpectedCharacter, { text: '*' }, at, file);
    case 'conflict':
      return diagnose(mergeConflict, {}, at, file);
    case 'foreign-head': {
      const { block, meant } = problem;
      return diagnose(foreignHead, { block, meant }, at, file);
    }
    case 'unknown-block': {
      const { name, known } = problem;
      return diagnose(unknownStructure, { name, known, homes: homesOf(name) }, at, file);
    }
  }
}
