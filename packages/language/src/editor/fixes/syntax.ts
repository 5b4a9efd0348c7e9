/** Fixes of what the lexer and the parser stumble over. */
import { badString, quoted } from '../../checks/syntax/bad-string.js';
import { colonMissing } from '../../checks/syntax/colon-missing.js';
import { foreignHead, headWritten } from '../../checks/syntax/foreign-head.js';
import { mergeConflict } from '../../checks/syntax/merge-conflict.js';
import { missingToken } from '../../checks/syntax/missing-token.js';
import { unclosedBlock } from '../../checks/syntax/unclosed-block.js';
import { unclosedComment } from '../../checks/syntax/unclosed-comment.js';
import { unexpectedCharacter } from '../../checks/syntax/unexpected-character.js';
import { unexpectedToken } from '../../checks/syntax/unexpected-token.js';
import { conflictsIn } from '../../grammar/repair/conflicts.js';
import { blocks } from '../../schema/index.js';
import type { BlockSpec } from '../../schema/types.js';
import type { Stretch } from '../stretch.js';
import { isComment } from '../tokens.js';
import { closeBlocks } from './close-blocks.js';
import { difference } from './difference.js';
import { applyEdits, indentAt, removal } from './edit.js';
import { type Fix, type FixContext, fix } from './fix.js';
import { around, isBlock, schemaName } from './tree.js';
import { fixOf, replaceWith } from './write.js';

/** Where the last token before the mistake ends. */
function endOfPrevious({ snapshot, start }: FixContext): number {
  const before = snapshot.tokens.findLast((token) => token.end <= start && !isComment(token));
  return before?.end ?? 0;
}

/** `one-cycle`: names of libraries and files have dashes, names here have `_`. */
const isInName = ({ content, start, end }: FixContext): boolean =>
  /[\p{L}\d_]/u.test(content.charAt(start - 1)) && /[\p{L}\d_]/u.test(content.charAt(end));

const needsBraces = (block: string): boolean => block !== 'backbone' && block !== 'data';

/** Is the next line moved in further than the one of this offset? */
function indentsAfter(content: string, offset: number): boolean {
  const next = content.indexOf('\n', offset);
  return next >= 0 && indentAt(content, next + 1).length > indentAt(content, offset).length;
}

/** `pool(average` needs its bracket before whatever follows. */
const signs = ['`)`', '`}`', '`{`', '`:`', '`=`', '`,`'] as const;

/** Where an argument may go on or end, what stands around it tells which sign is missing. */
function signFor(expected: string, { content, snapshot, start }: FixContext): string | undefined {
  const sign = signs.find((one) => expected.includes(one))?.slice(1, 2);
  if (sign !== ')' || !expected.includes('`,`')) return sign;
  const line = content.slice(start).split(/[\r\n]/, 1)[0]!;
  if (!line.includes(')')) return sign;
  const [before, previous] = snapshot.tokens
    .filter((token) => token.end <= start && !isComment(token))
    .slice(-2);
  const isName = previous?.kind === 'ID' && (before?.kind === '(' || before?.kind === ',');
  return isName && /^[\d."-]/.test(line) ? ':' : ',';
}

/** `(64px, 64px)` where one value stands, and the parameters of a property in braces. */
function valueInBrackets({ content, start }: FixContext): Fix | undefined {
  const line = content.slice(start).split(/[\r\n]/, 1)[0]!;
  const [round, one] = /^\(\s*([^\s(){},]+)(?:\s*,\s*\1)*\s*\)/.exec(line) ?? [];
  if (round !== undefined && one !== undefined) {
    return fixOf(`Write \`${one}\``, [{ start, end: start + round.length, text: one }], { preferred: true });
  }
  const [braces, inside] = /^\{\s*([^(){}]*?)\s*\}/.exec(line) ?? [];
  const [before, name] = /(\w+)\s*:\s*$/.exec(content.slice(0, start)) ?? [];
  if (!inside || braces === undefined || before === undefined || name === undefined) return undefined;
  if (!takesParameters(name)) return undefined;
  const text = `${name}(${inside})`;
  const edit = { start: start - before.length, end: start + braces.length, text };
  return fixOf(`Write \`${text}\``, [edit], { preferred: true });
}

const takesParameters = (name: string): boolean =>
  Object.values<BlockSpec>(blocks).some(
    ({ properties }) => Object.hasOwn(properties, name) && properties[name]!.type.callable,
  );

export const syntaxFixes = [
  fix(unexpectedCharacter, ({ text }, context) => {
    const { content, start, end } = context;
    if (text.startsWith('#')) return [replaceWith('//', context, { preferred: true, length: 1 })];
    if (text === '-' && isInName(context)) return [replaceWith('_', context, { preferred: true })];
    const only = text === ';' || text === ';;';
    // Between two arguments.
    if (only && /^[ \t]*[\w"]/.test(content.slice(end))) {
      return [
        replaceWith(',', context, { preferred: true }),
        fixOf(`Remove \`${text}\``, [{ start, end, text: '' }]),
      ];
    }
    return [
      fixOf(`Remove \`${text}\``, [{ start, end, text: '' }], { preferred: only && content.length > 0 }),
    ];
  }),

  fix(badString, ({ text }, context) => [
    replaceWith(quoted(text) + (/\s*$/.exec(context.written)?.[0] ?? ''), context, {
      preferred: true,
      title: `Write \`${quoted(text)}\``,
    }),
  ]),

  fix(missingToken, ({ expected }, context) => {
    if (expected === 'a value') {
      const unwrapped = valueInBrackets(context);
      if (unwrapped) return [unwrapped];
    }
    const sign = signFor(expected, context);
    const at = endOfPrevious(context);
    if (sign === undefined) {
      // A value is missing: behind a comma, none was meant to follow.
      const comma = { start: at - 1, end: at };
      if (context.content.slice(comma.start, comma.end) !== ',') return [];
      return [fixOf('Remove the comma', [{ ...comma, text: '' }], { preferred: true })];
    }
    // `let size: 128px`, as a property is written; `epochs = 3`, as a `let` is.
    const others = { '=': /^\s*:(?:\s*=)?/, ':': /^\s*=/ };
    const [other] = sign === '=' || sign === ':' ? (others[sign].exec(context.content.slice(at)) ?? []) : [];
    if (other !== undefined) {
      const text = sign === '=' ? ' =' : ':';
      const edit = { start: at, end: at + other.length, text };
      return [fixOf(`Write \`${sign}\` instead`, [edit], { preferred: true })];
    }
    const text = sign === '{' || sign === '=' ? ` ${sign}` : sign;
    return [fixOf(`Write the missing \`${sign}\``, [{ start: at, end: at, text }], { preferred: true })];
  }),

  fix(foreignHead, ({ block, meant }, context) => {
    const { content, start, end, snapshot } = context;
    const rest = snapshot.tokens.filter((token) => token.start >= end && !isComment(token));
    // What a pipeline extends and its description stand before the brace.
    const line = content.slice(end).split(/[\r\n]/, 1)[0]!;
    const next = block === 'pipeline' && line.includes('{') ? rest.find(({ kind }) => kind === '{') : rest[0];
    const space = /^[\w{"]/.test(content.slice(end)) ? ' ' : '';
    const title = `Write \`${headWritten(block, meant)}\``;
    const whole =
      meant.endsWith('}') || next?.kind === '{' || (!needsBraces(block) && !indentsAfter(content, end));
    if (whole) {
      const nameless = meant === block && ['pipeline', 'phase', 'backbone'].includes(block);
      return [fixOf(title, [{ start, end, text: meant + space }], { preferred: !nameless })];
    }
    const opened = `${content.slice(0, start)}${meant} {${content.slice(end)}`;
    const edited = { ...context, content: opened, snapshot: snapshot.edited(opened) };
    return [
      fixOf(`${title} and its \`}\``, [difference(content, applyEdits(opened, closeBlocks(edited)))], {
        preferred: true,
      }),
    ];
  }),

  fix(mergeConflict, (_, { content, start }) => {
    const conflict = conflictsIn(content).find(({ mark }) => mark.start === start);
    if (!conflict) return [];
    const keep = (title: string, { start: from, end: until }: Stretch): Fix | undefined =>
      fixOf(title, [
        { start: conflict.start, end: from, text: '' },
        { start: until, end: conflict.end, text: '' },
      ]);
    return [keep('Keep the first version', conflict.ours), keep('Keep the second version', conflict.theirs)];
  }),

  fix(unclosedBlock, (_, context) => [fixOf('Close it', closeBlocks(context), { preferred: true })]),

  fix(unexpectedToken, ({ place }, { content, start, end, written }) =>
    place === 'Remove it.'
      ? [fixOf(`Remove \`${written}\``, [removal(content, { start, end })], { preferred: true })]
      : [],
  ),

  fix(colonMissing, ({ name, value }, context) => {
    if (value !== '') return [replaceWith(`${name}: ${value}`, context, { preferred: true })];
    const block = around(context, isBlock);
    const specs =
      block && Object.entries(blocks).find(([kind]) => kind === schemaName(block))?.[1].properties;
    const example = Object.entries(specs ?? {}).find(([property]) => property === name)?.[1].example;
    return [example === undefined ? undefined : replaceWith(example, context)];
  }),

  fix(unclosedComment, (_, { content, start }) => {
    const lineEnd = content.indexOf('\n', start);
    const at = lineEnd < 0 ? content.length : lineEnd;
    const carriage = content[at - 1] === '\r' ? 1 : 0;
    const edit = { start: at - carriage, end: at - carriage, text: ' */' };
    return [fixOf('Close the comment at the end of the line', [edit], { preferred: true })];
  }),
];
