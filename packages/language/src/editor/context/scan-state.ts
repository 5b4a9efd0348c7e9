/** How far a text has been read, and what is open there. */
import { isComment, type SourceToken } from '../tokens.js';
import { type BlockFrame, type Frame, type OpenBlock, openBlock } from './frames.js';

export class Scan {
  readonly root = openBlock('file', 0, undefined, true);
  readonly stack: Frame[] = [{ kind: 'block', block: this.root }];
  readonly #tokens: readonly SourceToken[];
  readonly #text: string;
  /** Index of the token to be taken next. */
  at = 0;
  /** Offset behind which nothing is seen. */
  limit = Number.POSITIVE_INFINITY;

  constructor(tokens: readonly SourceToken[], text: string) {
    this.#tokens = tokens.some(isComment) ? tokens.filter((token) => !isComment(token)) : tokens;
    this.#text = text;
  }

  /** The token last taken, and those to come. */
  get previous(): SourceToken | undefined {
    return this.#tokens[this.at - 1];
  }
  peek(ahead = 0): SourceToken | undefined {
    return this.#tokens[this.at + ahead];
  }
  /** The tokens taken so far, from one of them on. */
  since(first: number): readonly SourceToken[] {
    return this.#tokens.slice(first, this.at);
  }

  /** The token so many places ahead, if it begins before the limit. */
  ahead(count: number): SourceToken | undefined {
    const token = this.peek(count);
    return token && token.start < this.limit ? token : undefined;
  }

  get top(): Frame {
    return this.stack.at(-1)!;
  }

  get block(): OpenBlock {
    return this.stack.findLast((frame): frame is BlockFrame => frame.kind === 'block')!.block;
  }

  /** True where a line ends right before the token. */
  onNewLine(token: SourceToken): boolean {
    return this.#text.slice(this.previous?.end ?? 0, token.start).includes('\n');
  }

  /** Closes the topmost frame. */
  pop(): void {
    const frame = this.stack.pop();
    const { top } = this;
    if (frame?.kind !== 'call') return;
    if (top.kind === 'header') top.next = 'rest';
    else if (top.kind === 'property' || top.kind === 'let' || top.kind === 'call') top.expecting = false;
  }
}
