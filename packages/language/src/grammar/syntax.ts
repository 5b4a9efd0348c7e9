/** What the lexer and the parser found wrong, as rules of the catalogue. */
import type { LangiumDocument } from 'langium';
import { missingToken } from '../checks/missing-token.js';
import { tooDeep } from '../checks/too-deep.js';
import { unclosedBlock } from '../checks/unclosed-block.js';
import { unexpectedCharacter } from '../checks/unexpected-character.js';
import { unexpectedToken } from '../checks/unexpected-token.js';
import type { Diagnostic, Range } from '../diagnostic.js';
import { diagnose } from '../resolve/journal.js';
import { scanBrackets } from './brackets.js';
import type { Document } from './generated/ast.js';
import { nameOfToken } from './parser-messages.js';

type ParserError = LangiumDocument['parseResult']['parserErrors'][number];

export const nestingLimit = 60;

/** Offsets as lines and columns. */
const rangeIn = (document: LangiumDocument, start: number, end: number): Range => {
  const from = document.textDocument.positionAt(start);
  const to = document.textDocument.positionAt(end);
  return {
    line: from.line + 1,
    column: from.character + 1,
    endLine: to.line + 1,
    endColumn: to.character + 1,
  };
};

/** A text whose brackets are nested so deeply that parsing it could exhaust the stack. */
export function nestingProblem(text: string, file: string): Diagnostic | undefined {
  const { deepest, tooDeepAt } = scanBrackets(text, nestingLimit);
  if (deepest <= nestingLimit || !tooDeepAt) return undefined;
  return diagnose(tooDeep, { limit: nestingLimit }, { range: tooDeepAt }, file);
}

export function syntaxProblems(document: LangiumDocument<Document>, file: string): readonly Diagnostic[] {
  const { lexerErrors, parserErrors } = document.parseResult;
  const text = document.textDocument.getText();
  const characters = lexerErrors.map((error) => {
    const start = Number.isFinite(error.offset) ? error.offset : 0;
    const end = start + Math.max(error.length, 1);
    const range = rangeIn(document, start, Math.min(end, text.length));
    const found = text.slice(start, end).split('\n')[0]!.trim();
    const shown = found.length > 20 ? `${found.slice(0, 20)}…` : found;
    return diagnose(unexpectedCharacter, { text: shown }, { range }, file);
  });
  const unclosed = unclosedProblem(document, file);
  const errors = parserErrors.filter((error) => !(unclosed && atEnd(error)));
  // Where a character was skipped, what follows from it is no news.
  const lines = new Set(characters.map((found) => found.range?.line));
  const structure = errors
    .map((error) => parserProblem(document, error, file))
    .filter((found) => !lines.has(found.range?.line));
  return [...characters, ...(unclosed ? [unclosed] : []), ...structure];
}

const atEnd = (error: ParserError): boolean =>
  error.token.image === '' || error.token.tokenType?.name === 'EOF';

function unclosedProblem(document: LangiumDocument, file: string): Diagnostic | undefined {
  const { parserErrors } = document.parseResult;
  const open = scanBrackets(document.textDocument.getText(), nestingLimit).unclosed;
  if (!open || !parserErrors.some(atEnd)) return undefined;
  return diagnose(unclosedBlock, { block: open.sign }, { range: open.range }, file);
}

function parserProblem(document: LangiumDocument, error: ParserError, file: string): Diagnostic {
  const range = tokenRange(document, error);
  if (error.name === 'MismatchedTokenException') {
    const expected = expectedOf(error.message);
    const found = error.token.image;
    if (expected === '`}`' && [')', ',', ':', '=', '..'].includes(found)) {
      const message = `\`${found}\` does not belong here.`;
      return diagnose(unexpectedToken, { message, place: 'Remove it.' }, { range }, file);
    }
    return diagnose(missingToken, { message: error.message, expected }, { range }, file);
  }
  const rule = error.context.ruleStack.at(-1) ?? '';
  return diagnose(unexpectedToken, { message: error.message, place: whatFits(rule) }, { range }, file);
}

/** The start of the message names what is missing (see `FriendlyParserMessages`). */
function expectedOf(message: string): string {
  const [expected = ''] = message.split(' is missing');
  return expected.startsWith('A ') ? expected.replace('A ', 'a ') : expected;
}

function tokenRange(document: LangiumDocument, error: ParserError): Range {
  const length = document.textDocument.getText().length;
  const { token } = error;
  if (Number.isFinite(token.startOffset)) {
    return rangeIn(document, token.startOffset, Math.min((token.endOffset ?? token.startOffset) + 1, length));
  }
  const previous = 'previousToken' in error ? (error.previousToken as ParserError['token']) : undefined;
  const end = previous && Number.isFinite(previous.endOffset) ? previous.endOffset! + 1 : length;
  return rangeIn(document, end, end);
}

/** What may stand where a rule of the grammar found something else. */
function whatFits(rule: string): string {
  switch (rule) {
    case 'Document':
      return 'A file holds `pipeline NAME { … }` and `let NAME = value`.';
    case 'Pipeline':
    case 'PipelineMembers':
      return 'A pipeline holds the blocks `backbone`, `data`, `head` and `schedule`, and `let`.';
    case 'HeadBlock':
      return 'A head holds layers, such as `dropout(20%)`.';
    case 'ScheduleBlock':
      return 'A schedule holds properties, `name: value`, and phases, `phase NAME { … }`.';
    case 'Value':
    case 'Single':
    case 'LabelledProperty':
      return `Write a value: ${nameOfToken({ name: 'NUMBER' })}, ${nameOfToken({ name: 'STRING' })} or a word.`;
    case 'Freeze':
    case 'FreezeItem':
    case 'BlockRange':
      return 'Write blocks of the backbone: `all`, `none`, `..block5`, `stem..block3, block6`, `first(100)`.';
    default:
      return 'A block holds properties, `name: value`.';
  }
}
