import { unknownStructure } from '../checks/names/unknown-structure.js';
import type { StrayBlock } from '../grammar/generated/ast.js';
import { homesOf } from '../schema/index.js';
import type { Reader } from '../schema/types.js';
import { placeOfPart } from './place.js';

/** Blocks with a keyword that nobody knows; `known` are the blocks that may stand there. */
export function readStrays(strays: readonly StrayBlock[], known: readonly string[], reader: Reader): void {
  for (const stray of strays) {
    const name = stray.keyword;
    // Made up by the parser, which has told why.
    if (!name) continue;
    const args = { name, known, homes: homesOf(name) };
    reader.report(unknownStructure, args, placeOfPart(stray, 'keyword'));
  }
}
