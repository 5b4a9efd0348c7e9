import { AstUtils, type LangiumDocument } from 'langium';
import { type Call, isCall, type Let } from '../../grammar/generated/ast.js';

/** The places of a text that read a `let`. */
export function usesIn(document: LangiumDocument, definition: Let): readonly Call[] {
  return AstUtils.streamAst(document.parseResult.value)
    .filter(isCall)
    .filter((call) => !call.called && call.word?.$refText === definition.name && call.word.ref === definition)
    .toArray();
}
