/** One error of the parser in the words of the catalogue. */
import { missingToken } from '../checks/syntax/missing-token.js';
import { unexpectedToken } from '../checks/syntax/unexpected-token.js';
import type { Diagnostic, Range } from '../diagnostic.js';
import { diagnose } from '../resolve/journal.js';
import type { ParserError } from './parser-error.js';

const blocksOfBackbone =
  'Write blocks of the backbone: `all`, `none`, `..block5`, `stem..block3, block6`, or `first(100)`.';

/** What may stand where a rule of the grammar found something else. */
const fitting: Readonly<Record<string, string>> = {
  Document: 'A file contains `import "FILE"`, `let NAME = value` and `pipeline NAME { … }`.',
  Pipeline: 'A pipeline contains the blocks `backbone`, `data`, `head`, `schedule`, `expect` and `sweep`.',
  HeadBlock: 'A head contains layers, such as `dropout(20%)`.',
  ScheduleBlock: 'A schedule contains properties, `name: value`, and phases, `phase NAME { … }`.',
  ExpectBlock: 'It contains bounds, such as `test.accuracy >= 90%`.',
  SweepBlock: 'It contains what is tried, such as `schedule.tune.epochs: 2, 4`.',
  Freeze: blocksOfBackbone,
  FreezeItem: blocksOfBackbone,
  BlockRange: blocksOfBackbone,
  BlockName: blocksOfBackbone,
};

const values = new Set([
  'Value',
  'Single',
  'LabelledProperty',
  'Expectation',
  'Knob',
  'Let',
  'Argument',
  'Call',
  'Arguments',
]);

/** Langium marks the names of its rules with a character that cannot be seen. */
const ruleOf = (error: ParserError): string =>
  (error.context.ruleStack.at(-1) ?? '').replaceAll('\u200b', '');

export function parserProblem(error: ParserError, range: Range, file: string): Diagnostic {
  const found = error.token.image === '' ? 'the end of the file' : `\`${error.token.image}\``;
  const rule = ruleOf(error);
  const out = (place: string): Diagnostic => {
    const message = `Unexpected ${found}.`;
    return diagnose(unexpectedToken, { message, place }, { range }, file);
  };
  const absent = (what: string): Diagnostic => {
    const message = `Expected ${what} before ${found}.`;
    return diagnose(missingToken, { message, expected: what }, { range }, file);
  };
  if (error.name !== 'MismatchedTokenException') {
    if (values.has(rule)) return absent('a value');
    if (error.token.image === '}') return out('Remove it.');
    return out(fitting[rule] ?? 'A block contains properties, `name: value`.');
  }
  const expected = error.message;
  if (expected === 'the end of the file') {
    return out(error.token.image === '}' ? 'Remove it.' : `${fitting.Document} Is a \`{\` missing above?`);
  }
  if (expected === '`}`' && [')', ',', ':', '=', '..'].includes(error.token.image)) return out('Remove it.');
  return absent(expected === '`)`' && rule !== 'FreezeItem' && isValue(error) ? '`,` or `)`' : expected);
}

const isValue = ({ token }: ParserError): boolean =>
  ['LABEL', 'ID', 'NUMBER', 'STRING'].includes(token.tokenType?.name ?? '');
