import { GrammarUtils } from 'langium';
import { unknownStructure } from '../checks/unknown-structure.js';
import type { StrayBlock } from '../grammar/generated/ast.js';
import { blockNames } from '../schema/index.js';
import type { Reader } from '../schema/types.js';
import { placeOf, rangeOf } from './place.js';

/** Blocks with a keyword that nobody knows. */
export function readStrays(strays: readonly StrayBlock[], reader: Reader): void {
  for (const stray of strays) {
    const range = rangeOf(GrammarUtils.findNodeForProperty(stray.$cstNode, 'keyword'));
    const name = stray.keyword ?? '';
    reader.report(unknownStructure, { name, known: blockNames }, range ? { range } : placeOf(stray));
  }
}
