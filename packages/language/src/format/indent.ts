/**
 * Indentation by brackets alone, for a text that the parser does not understand and for lines that are being
 * written. Blocks whose place is certain put an unclosed bracket before them right.
 */
import { isComment, type SourceToken } from '../editor/tokens.js';

/** The levels of nesting at which the lines that these tokens begin stand. */
export interface Nesting {
  /** Level of the line that a token begins. */
  of(index: number): number;
  /** Level of a line that would begin at an offset. */
  at(offset: number): number;
}

interface Open {
  readonly keyword: string;
}

/** Blocks that stand in one kind of block only. */
const homes: Readonly<Record<string, string>> = {
  backbone: 'pipeline',
  data: 'pipeline',
  head: 'pipeline',
  schedule: 'pipeline',
  phase: 'schedule',
  expect: 'pipeline',
  sweep: 'pipeline',
};

const continuesAfter = new Set([',', ':', '(', '..', '=', 'COMPARISON', 'except', 'extends', 'let']);
const continuesBefore = new Set([',', ':', '(', '..', '=', 'COMPARISON']);

export function nestingOf(tokens: readonly SourceToken[]): Nesting {
  const levels: number[] = [];
  /** Level after each token, for a line that begins there. */
  const after: number[] = [];
  const open: Open[] = [];
  let brackets = 0;
  let keyword = '';
  let previous: SourceToken | undefined;
  const goesOn = (): boolean => brackets > 0 || (previous !== undefined && continuesAfter.has(previous.kind));

  for (const token of tokens) {
    const { kind } = token;
    if (!isComment(token)) {
      const apart = previous === undefined || !continuesAfter.has(previous.kind);
      // A name with a colon that follows a whole value is a property: the bracket before was never closed.
      if (kind === '{' || kind === '}' || (kind === 'LABEL' && apart)) brackets = 0;
      if (kind === 'pipeline' && apart) open.length = 0;
      const home = apart ? homes[kind] : undefined;
      const depth = home ? open.findLastIndex((block) => block.keyword === home) : -1;
      if (depth >= 0) open.length = depth + 1;
      if (kind === '}') open.pop();
      if (kind === ')') brackets = Math.max(0, brackets - 1);
    }
    // A closing bracket stands where what it closes begins.
    const within = kind === ')' ? brackets > 0 : kind !== '}' && (goesOn() || continuesBefore.has(kind));
    levels.push(open.length + (within ? 1 : 0));
    if (!isComment(token)) {
      if (kind === 'pipeline' || Object.hasOwn(homes, kind)) keyword = kind;
      if (kind === '{') {
        open.push({ keyword });
        keyword = '';
      }
      if (kind === '(') brackets++;
      previous = token;
    }
    after.push(open.length + (goesOn() ? 1 : 0));
  }
  return {
    of: (index) => levels[index] ?? 0,
    at(offset) {
      const index = tokens.findLastIndex((token) => token.start < offset);
      return after[index] ?? 0;
    },
  };
}

export const step = '  ';

/** The text with its lines indented, trailing white space gone and no two blank lines together. */
export function reindent(text: string, tokens: readonly SourceToken[]): string {
  const nesting = nestingOf(tokens);
  const lines: string[] = [];
  let index = 0;
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    while (index < tokens.length && tokens[index]!.end <= start) index++;
    const token = tokens[index];
    const content = line.trim();
    if (token && token.start < start) lines.push(insideComment(line, nesting.of(index)));
    else if (content !== '') {
      // Characters that begin no token stand where the next line would.
      const first = token && token.start < end && text.slice(start, token.start).trim() === '';
      lines.push(step.repeat(first ? nesting.of(index) : nesting.at(start)) + content);
    } else if (lines.at(-1) !== '') lines.push('');
    start = end + 1;
  }
  return `${lines.join('\n').trim()}\n`;
}

/** The stars of a comment stand below each other; what else it holds keeps its place. */
function insideComment(line: string, level: number): string {
  const content = line.trim();
  return content.startsWith('*') ? `${step.repeat(level)} ${content}` : line.trimEnd();
}
