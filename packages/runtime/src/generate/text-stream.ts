/** The text of tokens as they come: whole characters, and nothing that a stop text may begin with. */

/** What a token of bytes decodes to where characters are not whole. */
const broken = '\uFFFD';

export interface TextStream {
  /** What can be said of the text by now, beyond what has been said. */
  push(token: number): Promise<string>;
  /** Whether a stop text stands in the text. What is said ends before it. */
  readonly stopped: () => boolean;
  /** The rest. Characters that are not whole are left out. */
  end(): string;
}

/**
 * @param stops texts at which it ends; none is empty
 * @param before the tokens that the others stand behind: whether a space parts them depends on both
 */
export function createTextStream(
  decode: (tokens: readonly number[]) => Promise<string>,
  stops: readonly string[] = [],
  before: readonly number[] = [],
): TextStream {
  // The tokens since the last whole characters, and those before that their text depends on: a few, however long the text.
  let tokens = before.slice(-1);
  let read = tokens.length;
  let waiting = '';
  let stopped = false;

  async function whole(token: number): Promise<string> {
    tokens.push(token);
    const [known, all] = [await decode(tokens.slice(0, read)), await decode(tokens)];
    if (all.length <= known.length || all.endsWith(broken)) return '';
    tokens = tokens.slice(read);
    read = tokens.length;
    return all.slice(known.length);
  }

  async function push(token: number): Promise<string> {
    if (stopped) return '';
    waiting += await whole(token);
    const at = stops.flatMap((stop) => (waiting.includes(stop) ? [waiting.indexOf(stop)] : []));
    stopped = at.length > 0;
    return said(stopped ? Math.min(...at) : waiting.length - openEnd(waiting, stops));
  }

  function said(length: number): string {
    const text = waiting.slice(0, length);
    waiting = waiting.slice(length);
    return text;
  }

  return { push, stopped: () => stopped, end: () => (stopped ? '' : said(waiting.length)) };
}

/** Characters at the end that a stop text may begin with. */
function openEnd(text: string, stops: readonly string[]): number {
  let open = 0;
  for (const stop of stops) {
    for (let length = Math.min(stop.length - 1, text.length); length > open; length--) {
      if (text.endsWith(stop.slice(0, length))) open = length;
    }
  }
  return open;
}
