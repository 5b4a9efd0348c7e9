/** Lays tokens out: one member a line, two spaces a level, at most one blank line, no line needlessly long. */
import type { Token } from './tokens.js';

const width = 100;

/** Tokens of one line of the result, at a depth; a line that continues a member is indented once more. */
interface Line {
  readonly depth: number;
  readonly continues: boolean;
  readonly blankBefore: boolean;
  readonly tokens: Token[];
}

export function layout(tokens: readonly Token[]): string {
  const lines = divide(tokens);
  return lines.map((line, index) => (line.blankBefore && index > 0 ? '\n' : '') + print(line)).join('');
}

const isComment = (token: Token): boolean => token.kind === 'comment' || token.kind === 'line-comment';
const isSign = (token: Token | undefined, sign: string): boolean =>
  token?.kind === 'sign' && token.text === sign;

/** Where a line ends depends only on tokens and on which comments stand alone, so laying out twice changes nothing. */
function divide(tokens: readonly Token[]): readonly Line[] {
  const lines: Line[] = [];
  let depth = 0;
  /** True between the first token of a member and its end. */
  let inside = false;
  let current: Line | undefined;
  for (const [index, token] of tokens.entries()) {
    const previous = tokens[index - 1];
    if (isSign(token, '}')) {
      depth = Math.max(0, depth - 1);
      inside = false;
    }
    if (token.startsMember || endsMember(tokens, index)) inside = false;
    if (!current || breaksBefore(token, previous)) {
      const afterOpening = isSign(previous, '{');
      const blankBefore = token.linesBefore > 1 && !afterOpening && !isSign(token, '}') && !inside;
      current = { depth, continues: inside, blankBefore, tokens: [] };
      lines.push(current);
    }
    current.tokens.push(token);
    if (!isComment(token)) inside = true;
    if (isSign(token, '{')) {
      depth++;
      inside = false;
    }
  }
  return lines;
}

/** A comment on a line of its own that what follows it belongs to: the next member, or the end of the block. */
function endsMember(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!;
  if (!isComment(token) || token.linesBefore === 0) return false;
  const next = tokens.slice(index).find((following) => !isComment(following));
  return next === undefined || next.startsMember || isSign(next, '}');
}

function breaksBefore(token: Token, previous: Token | undefined): boolean {
  if (previous === undefined) return true;
  if (previous.kind === 'line-comment') return true;
  if (token.kind === 'comment' && isSign(previous, '{')) return true;
  if (isComment(token)) return token.linesBefore > 0;
  if (previous.kind === 'comment' && token.linesBefore > 0) return true;
  if (token.startsMember) return previous.kind !== 'comment' || token.linesBefore > 0;
  if (isSign(token, '}')) return !isSign(previous, '{');
  return isSign(previous, '{') || isSign(previous, '}');
}

function print(line: Line): string {
  const indent = '  '.repeat(line.depth + (line.continues ? 1 : 0));
  const whole = indent + join(line.tokens, indent);
  const wraps = whole.length > width && !line.continues && !line.tokens.some(isComment);
  return `${wraps ? wrap(line.tokens, indent) : whole}\n`;
}

function join(tokens: readonly Token[], indent: string): string {
  let text = '';
  for (const [index, token] of tokens.entries()) {
    const previous = tokens[index - 1];
    if (previous && spaced(previous, token)) text += ' ';
    text += textOf(token, indent);
  }
  return text;
}

function textOf(token: Token, indent: string): string {
  if (token.kind === 'number') return token.text.replace(/\s+(?=px|deg|%)/, '').replace(/\s+/, ' ');
  if (token.kind === 'line-comment') return token.text.trimEnd();
  if (token.kind !== 'comment') return token.text;
  const [first = '', ...rest] = token.text.split(/\r?\n/);
  const aligned = rest.map((line) =>
    line.trimStart().startsWith('*') ? `${indent} ${line.trim()}` : line.trimEnd(),
  );
  return [first.trimEnd(), ...aligned].join('\n');
}

function spaced(previous: Token, token: Token): boolean {
  if (isComment(previous) || isComment(token)) return true;
  if (isSign(previous, '(') || isSign(previous, '..')) return false;
  if (isSign(token, '..')) return previous.kind === 'sign' || previous.text === 'except';
  return (
    !['(', ')', ',', ':'].some((sign) => isSign(token, sign)) &&
    !(isSign(previous, '{') && isSign(token, '}'))
  );
}

/** `name:` and then each value on a line of its own. */
function wrap(tokens: readonly Token[], indent: string): string {
  const colon = tokens.findIndex((token) => isSign(token, ':'));
  if (colon !== 1) return indent + join(tokens, indent);
  const inner = `${indent}  `;
  const parts: Token[][] = [[]];
  let open = 0;
  for (const token of tokens.slice(2)) {
    if (isSign(token, '(')) open++;
    if (isSign(token, ')')) open--;
    parts.at(-1)!.push(token);
    if (open === 0 && isSign(token, ',')) parts.push([]);
  }
  const head = indent + join(tokens.slice(0, 2), indent);
  return [head, ...parts.map((part) => inner + join(part, inner))].join('\n');
}
