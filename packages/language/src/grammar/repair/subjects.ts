/** What stands behind the keyword of a block: a name, a source, layers, as another language may have it. */
import { nearest } from '../../checks/did-you-mean.js';
import {
  type BlockKind,
  inventedAfter,
  inventedBefore,
  type Token,
  type TokenTypes,
  typeOf,
} from './tokens.js';

/** Blocks that have a name, and what else may stand in their heads. */
export const named: ReadonlySet<BlockKind> = new Set(['pipeline', 'backbone', 'phase']);

export interface Subject {
  readonly tokens: readonly Token[];
  readonly meant: string;
  readonly length: number;
  readonly changed: boolean;
}

/** The token at a place, if the line of the keyword still goes on there. */
export type OnLine = (at: number) => Token | undefined;

/** The fields of a token that make it one of another type. */
export const typed = (name: string, types: TokenTypes): Pick<Token, 'tokenType' | 'tokenTypeIdx'> => {
  const tokenType = (types as Record<string, Token['tokenType']>)[name]!;
  return { tokenType, tokenTypeIdx: tokenType.tokenTypeIdx ?? 0 };
};

export function subjectAt(
  onLine: OnLine,
  at: number,
  kind: BlockKind,
  signed: boolean,
  types: TokenTypes,
): Subject | undefined {
  if (named.has(kind)) return nameAt(onLine, at, kind, types);
  if (kind === 'data') return sourceAt(onLine, at, types);
  return kind === 'head' && signed ? layersAt(onLine, at, types) : undefined;
}

const isWord = (token: Token | undefined): token is Token =>
  /^[\p{L}_][\p{L}\d_]*$/u.test(token?.image ?? '');

/** One name; several words before the brace are one too, and so is one in quotes. */
function nameAt(onLine: OnLine, at: number, kind: BlockKind, types: TokenTypes): Subject | undefined {
  const first = onLine(at);
  const quoted = typeOf(first) === 'STRING' ? first!.image.slice(1, -1) : undefined;
  // The text after `pipeline` is its description.
  if (quoted !== undefined && kind !== 'pipeline' && /^[\p{L}_][\p{L}\d_]*$/u.test(quoted)) {
    const { startOffset, endOffset = startOffset + quoted.length + 1 } = first!;
    const name = {
      ...first!,
      ...typed('ID', types),
      image: quoted,
      startOffset: startOffset + 1,
      endOffset: endOffset - 1,
    };
    // A backbone in quotes is told of where it is read.
    return { tokens: [name], meant: quoted, length: 1, changed: kind === 'phase' };
  }
  if (!isWord(first)) return undefined;
  let length = 1;
  while (isPartOfName(onLine(at + length))) length++;
  const end = onLine(at + length);
  const whole = typeOf(end) === '{' || (kind === 'pipeline' && ['STRING', 'extends'].includes(typeOf(end)));
  const parts = Array.from({ length }, (_, part) => onLine(at + part)!);
  // `pipeline small exends flowers`: not a name of three words.
  const extending =
    kind === 'pipeline' && parts.some(({ image }) => nearest(image, ['extends']) !== undefined);
  if (length === 1 || !whole || extending)
    return { tokens: [first], meant: first.image, length: 1, changed: false };
  const image = parts
    .map((part, index) => (index > 0 && isWord(part) ? `_${part.image}` : part.image))
    .join('');
  const { endOffset, endLine, endColumn } = parts.at(-1)!;
  const rest = { endOffset, endLine, endColumn } as Partial<Token>;
  return {
    tokens: [{ ...first, ...rest, ...typed('ID', types), image }],
    meant: image,
    length,
    changed: true,
  };
}

const isPartOfName = (token: Token | undefined): boolean =>
  ['ID', 'LABEL'].includes(typeOf(token)) || (typeOf(token) === 'NUMBER' && /^\d+$/.test(token!.image));

/** `images("photos")`, or the path alone. */
function sourceAt(onLine: OnLine, at: number, types: TokenTypes): Subject | undefined {
  const first = onLine(at);
  if (first && typeOf(first) === 'STRING') {
    const call = ['ID', '('].map((type) => inventedBefore(first, type, types));
    const tokens = [...call, first, inventedAfter(first, ')', types)];
    return { tokens, meant: `images(${first.image})`, length: 1, changed: true };
  }
  if (!isWord(first) || typeOf(onLine(at + 1)) !== '(') return undefined;
  const tokens: Token[] = [first];
  for (let depth = 0, next = onLine(at + 1); next; next = onLine(at + tokens.length)) {
    tokens.push(next);
    depth += typeOf(next) === '(' ? 1 : typeOf(next) === ')' ? -1 : 0;
    if (depth === 0) break;
  }
  const images = tokens.map((token, index) => spaced(token, tokens[index - 1]));
  return { tokens, meant: images.join(''), length: tokens.length, changed: false };
}

/** `head: pool, dense(classes)`: the layers as a list. */
function layersAt(onLine: OnLine, at: number, types: TokenTypes): Subject | undefined {
  if (typeOf(onLine(at)) !== 'ID') return undefined;
  const written: Token[] = [];
  let depth = 0;
  for (
    let next = onLine(at);
    next && !['{', '}'].includes(typeOf(next));
    next = onLine(at + written.length)
  ) {
    written.push(next);
  }
  const layers = written.filter((token) => {
    depth += typeOf(token) === '(' ? 1 : typeOf(token) === ')' ? -1 : 0;
    return depth > 0 || typeOf(token) !== ',';
  });
  const last = layers.at(-1);
  const meant = `{ ${layers.map((token, index) => spaced(token, layers[index - 1])).join('')} }`;
  const tokens = [inventedAfter(onLine(at - 1), '{', types), ...layers, inventedAfter(last, '}', types)];
  return { tokens, meant, length: written.length, changed: true };
}

/** The token as a person writes it after another. */
function spaced({ image, tokenType: { name } }: Token, previous: Token | undefined): string {
  const before = typeOf(previous);
  const close =
    before === '' ||
    before === '(' ||
    ['(', ')', ',', ':'].includes(name) ||
    before === '..' ||
    name === '..';
  return close ? image : ` ${image}`;
}
