/** What the lexer and the parser found wrong, told so that one slip is one message. */
import type { LangiumDocument } from 'langium';
import { tooDeep } from '../checks/syntax/too-deep.js';
import { tooLong } from '../checks/syntax/too-long.js';
import { unclosedBlock } from '../checks/syntax/unclosed-block.js';
import { unclosedComment } from '../checks/syntax/unclosed-comment.js';
import { unexpectedCharacter } from '../checks/syntax/unexpected-character.js';
import type { Diagnostic, Range } from '../diagnostic.js';
import { largestText } from '../files.js';
import { fromOne } from '../range.js';
import { diagnose } from '../resolve/journal.js';
import { scanBrackets } from './brackets.js';
import { cutHeads, isCutHead } from './cut-heads.js';
import type { Document } from './generated/ast.js';
import { isRepairError } from './lexer.js';
import type { ParserError } from './parser-error.js';
import { parserProblem } from './parser-problem.js';
import { repairProblem } from './repair-problem.js';

export const nestingLimit = 60;

export interface Syntax {
  readonly diagnostics: readonly Diagnostic[];
  /** False where what else is found at a line only follows from a mistake of the syntax. */
  trusts(line: number): boolean;
}

/** A text that is too long to be read, or whose brackets are nested so deeply that parsing it could exhaust the stack. */
export function sizeProblem(text: string, file: string): Diagnostic | undefined {
  if (text.length > largestText) {
    const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
    return diagnose(tooLong, { length: text.length }, { range }, file);
  }
  const { deepest, tooDeepAt } = scanBrackets(text, nestingLimit);
  if (deepest <= nestingLimit || !tooDeepAt) return undefined;
  return diagnose(tooDeep, { limit: nestingLimit }, { range: tooDeepAt }, file);
}

export function checkSyntax(document: LangiumDocument<Document>, file: string): Syntax {
  const characters = characterProblems(document, file);
  const unclosed = unclosedProblem(document, file);
  const parserErrors = document.parseResult.parserErrors.filter(
    (error) => !(unclosed.length > 0 && atEnd(error)),
  );
  // Once the parser has fallen out of a pipeline, the rest of the file reads as nonsense: the first error is the one.
  const lost = parserErrors.findIndex((error) => error.context.ruleStack.length <= 1);
  const told = lost < 0 ? parserErrors : parserErrors.slice(0, Math.max(lost, 1));
  const structure = told
    .filter((error) => !isCutHead(error))
    .map((error) => parserProblem(error, tokenRange(document, error), file));
  const end = lost < 0 ? Number.POSITIVE_INFINITY : (structure.at(-1)?.range?.line ?? 0);

  const diagnostics: Diagnostic[] = [];
  const lines = new Set<number>();
  for (const found of [...cutHeads(document, file), ...characters, ...unclosed, ...structure]) {
    const line = found.range?.line ?? 0;
    if (!lines.has(line)) diagnostics.push(found);
    lines.add(line);
  }
  return { diagnostics, trusts: (line) => line <= end && !lines.has(line) };
}

/** Offsets as lines and columns. */
const rangeIn = ({ textDocument: text }: LangiumDocument, start: number, end: number): Range =>
  fromOne({ start: text.positionAt(start), end: text.positionAt(end) });

function characterProblems(document: LangiumDocument, file: string): readonly Diagnostic[] {
  const text = document.textDocument.getText();
  return document.parseResult.lexerErrors.map((error) => {
    if (isRepairError(error)) {
      const { start, end } = error.problem;
      return repairProblem(error.problem, text, rangeIn(document, start, end), file);
    }
    const start = Number.isFinite(error.offset) ? error.offset : 0;
    const stretch = text.slice(start, start + Math.max(error.length, 1));
    const found = stretch.split(/\r?\n/)[0]!;
    const shown = found.length > 20 ? `${found.slice(0, 20)}…` : found;
    const range = rangeIn(document, start, start + found.length);
    return diagnose(unexpectedCharacter, { text: shown }, { range }, file);
  });
}

const atEnd = ({ token }: ParserError): boolean => token.image === '' || token.tokenType?.name === 'EOF';

/** A comment or a bracket that is still open where the file ends. */
function unclosedProblem(document: LangiumDocument, file: string): [Diagnostic] | [] {
  const { unclosed, comment } = scanBrackets(document.textDocument.getText(), nestingLimit);
  if (comment) return [diagnose(unclosedComment, {}, { range: comment }, file)];
  if (!unclosed || !document.parseResult.parserErrors.some(atEnd)) return [];
  return [diagnose(unclosedBlock, { block: unclosed.sign }, { range: unclosed.range }, file)];
}

function tokenRange(document: LangiumDocument, error: ParserError): Range {
  const { length } = document.textDocument.getText();
  const { token } = error;
  if (Number.isFinite(token.startOffset)) {
    return rangeIn(document, token.startOffset, Math.min((token.endOffset ?? token.startOffset) + 1, length));
  }
  const previous = 'previousToken' in error ? (error.previousToken as ParserError['token']) : undefined;
  const end = previous && Number.isFinite(previous.endOffset) ? previous.endOffset! + 1 : length;
  return rangeIn(document, end, end);
}
