/** Blocks of the file that are not written to their end and begin with an unknown keyword: `pipelin flowers`. */
import { GrammarUtils, type LangiumDocument } from 'langium';
import { unknownStructure } from '../checks/names/unknown-structure.js';
import type { Diagnostic } from '../diagnostic.js';
import { diagnose } from '../resolve/journal.js';
import { homesOf } from '../schema/index.js';
import type { Document } from './generated/ast.js';
import type { ParserError } from './parser-error.js';
import { rangeOf } from './range-of.js';

/** One slip is one message: that the keyword is unknown comes before the braces that are missing after it. */
export function cutHeads(document: LangiumDocument<Document>, file: string): readonly Diagnostic[] {
  return document.parseResult.value.strays.flatMap((stray) => {
    const { keyword: name, $cstNode } = stray;
    if (name === undefined || $cstNode?.text.endsWith('}')) return [];
    const args = { name, known: ['pipeline'], homes: homesOf(name) };
    const range = rangeOf(GrammarUtils.findNodeForProperty($cstNode, 'keyword'));
    return diagnose(unknownStructure, args, { range }, file);
  });
}

/** A brace that is missing after such a keyword. */
export const isCutHead = ({ name, context, message }: ParserError): boolean =>
  name === 'MismatchedTokenException' &&
  message === '`{`' &&
  context.ruleStack.length === 2 &&
  context.ruleStack[1]!.replaceAll('\u200b', '') === 'StrayBlock';
