/**
 * What each token is, by the tokens before it and the one after: nothing waits for the parser, and a broken text
 * keeps its colours.
 */
import type { SourceToken } from '../tokens.js';
import { isComment, isText } from '../tokens.js';
import { type Colour, colour } from './legend.js';
import type { LetsOf } from './lets.js';

/** What the classifier has read so far. */
interface State {
  /** Kinds of the blocks around, from outside in. */
  readonly blocks: string[];
  /** Kind of the block whose bracket is awaited. */
  header: string;
  brackets: number;
  pipeline: string | undefined;
  /** In the value of `freeze`, whose words are the backbone's. */
  freezing: boolean;
  previous: SourceToken | undefined;
}

const openers = new Set(['pipeline', 'backbone', 'data', 'head', 'schedule', 'phase', 'expect', 'sweep']);
const keywords = new Set([...openers, 'import', 'abstract', 'let', 'extends', 'declare', 'block', 'except']);

/** What a name after a keyword is. */
const named = {
  pipeline: colour('class', 'declaration'),
  extends: colour('class'),
  phase: colour('namespace', 'declaration'),
  let: colour('variable', 'declaration', 'readonly'),
  backbone: colour('type', 'readonly', 'defaultLibrary'),
  block: colour('enumMember', 'declaration', 'readonly'),
} satisfies Record<string, Colour>;

/** After these a value is written. */
const beforeValues = new Set([':', ',', '(', '..', '=', 'except', 'COMPARISON']);

const property = colour('property');
const parameter = colour('parameter');
const keyword = colour('keyword');
const call = colour('function');
const choice = colour('enumMember');
const block = colour('enumMember', 'readonly', 'defaultLibrary');
const use = colour('variable', 'readonly');

/** A token with its colour, in the order of the text. Signs that have no colour are left out. */
export function* classify(
  tokens: readonly SourceToken[],
  letsOf: LetsOf,
): Generator<readonly [SourceToken, Colour]> {
  const state: State = {
    blocks: [],
    header: '',
    brackets: 0,
    pipeline: undefined,
    freezing: false,
    previous: undefined,
  };
  const solid = tokens.filter((token) => !isComment(token));
  let index = 0;
  for (const token of tokens) {
    if (isComment(token)) {
      yield [token, token.text.startsWith('/**') ? colour('comment', 'documentation') : colour('comment')];
      continue;
    }
    const found = colourOf(token, solid[index + 1], state, letsOf);
    if (found) yield [token, found];
    advance(state, token, found);
    index++;
  }
}

function colourOf(
  token: SourceToken,
  next: SourceToken | undefined,
  state: State,
  letsOf: LetsOf,
): Colour | undefined {
  if (isText(token)) return colour('string');
  if (token.kind === 'NUMBER') return colour('number');
  if (token.kind === '..' || token.kind === '=' || token.kind === 'COMPARISON') return colour('operator');
  if (!isWord(token)) return undefined;
  const before = state.previous?.kind ?? '';
  const name = namedBy(before, state);
  if (name && !beginsBlock(token, next)) return name;
  // A label that follows a whole value is a property, however many brackets were left open.
  if (token.kind === 'LABEL') return state.brackets > 0 && /^[,(]$/.test(before) ? parameter : property;
  if (beforeValues.has(before)) return valueColour(token, next, state, letsOf);
  return memberColour(token, next, state, letsOf);
}

const isWord = ({ text }: SourceToken): boolean => /^[\p{L}_]/u.test(text);

/** `declare backbone NAME` declares. */
function namedBy(before: string, { blocks, previous }: State): Colour | undefined {
  if (!previous || previous.text !== before) return undefined;
  if (before === 'backbone' && blocks.at(-1) === undefined) return colour('type', 'declaration', 'readonly');
  return Object.hasOwn(named, before) ? named[before as keyof typeof named] : undefined;
}

/** `phase` without its name, before the next block begins: a keyword that has a name of its own. */
const beginsBlock = (token: SourceToken, next: SourceToken | undefined): boolean =>
  openers.has(token.kind) && next !== undefined && isWord(next) && next.kind !== 'extends';

function valueColour(
  token: SourceToken,
  next: SourceToken | undefined,
  { freezing, brackets, pipeline }: State,
  letsOf: LetsOf,
): Colour {
  if (token.kind === 'except' && freezing) return keyword;
  if (next?.kind === '(') return call;
  if (freezing && brackets === 0) return token.kind === 'all' || token.kind === 'none' ? choice : block;
  return letsOf(pipeline).has(token.text) ? use : choice;
}

function memberColour(
  token: SourceToken,
  next: SourceToken | undefined,
  { blocks, pipeline, freezing, previous, header }: State,
  letsOf: LetsOf,
): Colour | undefined {
  if (token.kind === 'freeze') return property;
  // `all except …`: the one word that goes on with a value.
  if (token.kind === 'except' && freezing) return keyword;
  if (keywords.has(token.kind)) return keyword;
  if (header === 'data' && previous?.kind === 'data') return next?.kind === '(' ? call : choice;
  const around = blocks.at(-1);
  if (around === undefined || around === '') return undefined;
  if (around === 'head') return next?.kind !== '(' && letsOf(pipeline).has(token.text) ? use : call;
  return property;
}

function advance(state: State, token: SourceToken, found: Colour | undefined): void {
  const { kind } = token;
  const { blocks } = state;
  if (kind === '(') state.brackets++;
  else if (kind === ')') state.brackets = Math.max(0, state.brackets - 1);
  else if (kind === '{') {
    blocks.push(state.header);
    Object.assign(state, { header: '', brackets: 0, freezing: false });
  } else if (kind === '}') {
    blocks.pop();
    if (blocks.length === 0) state.pipeline = undefined;
    Object.assign(state, { header: '', brackets: 0, freezing: false });
  } else if (found?.type === 'keyword' && openers.has(kind)) open(state, kind);
  else if (found === named.pipeline) state.pipeline = token.text;
  else if (found === property) Object.assign(state, { brackets: 0, freezing: kind === 'freeze' });
  state.previous = token;
}

/** Blocks whose place is certain close what was left open before them. */
function open(state: State, kind: string): void {
  const { blocks } = state;
  const home = kind === 'pipeline' ? -1 : blocks.lastIndexOf(kind === 'phase' ? 'schedule' : 'pipeline');
  if (kind === 'pipeline' || home >= 0) blocks.length = home + 1;
  Object.assign(state, { header: kind, brackets: 0, freezing: false });
}
