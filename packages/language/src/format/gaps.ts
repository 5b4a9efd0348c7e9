/** How two layouts of one text differ: only in the white space between its characters. */

/** White space of a text and what stands there in the other layout. */
export interface Gap {
  /** Offsets; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const isSpace = (text: string, at: number): boolean => /\s/.test(text.charAt(at));

function endOfSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text, at)) at++;
  return at;
}

/** The line end that most lines of a text have. */
function lineEndOf(text: string): '\n' | '\r\n' {
  const [all, crlf] = [/\n/g, /\r\n/g].map((end) => text.match(end)?.length ?? 0);
  return 2 * crlf! > all! ? '\r\n' : '\n';
}

/**
 * The gaps that differ, in order. Line ends are no difference: those of a gap that stays are kept, and a gap that does
 * not gets the ones of its text. Neither is a byte order mark, which is kept. Undefined where the texts differ in more
 * than white space: nobody may take such a text for a layout of the other.
 * @param after with `\n` for its line ends
 */
export function differingGaps(before: string, after: string): readonly Gap[] | undefined {
  const gaps: Gap[] = [];
  const lineEnd = lineEndOf(before);
  let here = before.startsWith('\ufeff') ? 1 : 0;
  let there = 0;
  while (true) {
    const end = endOfSpace(before, here);
    const endThere = endOfSpace(after, there);
    const text = after.slice(there, endThere);
    if (before.slice(here, end).replaceAll('\r\n', '\n') !== text) {
      gaps.push({ start: here, end, text: text.replaceAll('\n', lineEnd) });
    }
    if (end === before.length && endThere === after.length) return gaps;
    if (before.charAt(end) !== after.charAt(endThere)) return undefined;
    here = end + 1;
    there = endThere + 1;
  }
}

/** The text with these gaps in the place of its own. */
export function withGaps(text: string, gaps: readonly Gap[]): string {
  let done = 0;
  const parts = gaps.flatMap((gap) => {
    const part = [text.slice(done, gap.start), gap.text];
    done = gap.end;
    return part;
  });
  return [...parts, text.slice(done)].join('');
}

const lineEnds = (text: string): number => text.match(/\n/g)?.length ?? 0;

/**
 * What of a gap lies between two offsets, of which the first begins a line and the second ends one: other lines
 * keep their layout. Undefined where nothing does, or where a line would have to be joined with one outside.
 */
export function clipped(gap: Gap, before: string, from: number, to: number): Gap | undefined {
  const { start, end, text } = gap;
  if (end < from || start > to) return undefined;
  if (start >= from && end <= to) return gap;
  const wanted = lineEnds(text);
  if (wanted === 0) return undefined;
  const outside =
    lineEnds(before.slice(start, Math.max(start, from))) + lineEnds(before.slice(Math.min(end, to), end));
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const breaks = eol.repeat(Math.max(0, wanted - outside));
  // The indentation is the last line's, which is outside where the gap goes on.
  const indentation = end > to ? '' : text.slice(text.lastIndexOf('\n') + 1);
  const inside = { start: Math.max(start, from), end: Math.min(end, to), text: breaks + indentation };
  return before.slice(inside.start, inside.end) === inside.text ? undefined : inside;
}

/** The same without what both layouts have at its ends, so that a cursor there stays where it is. */
export function trimmed({ start, end, text }: Gap, before: string): Gap {
  const old = before.slice(start, end);
  const most = Math.min(old.length, text.length);
  let head = 0;
  while (head < most && old[head] === text[head]) head++;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === text.at(-1 - tail)) tail++;
  // A line end of two characters stays whole.
  if (head > 0 && old[head - 1] === '\r') head--;
  if (tail > 0 && old.at(-tail) === '\n') tail--;
  return { start: start + head, end: end - tail, text: text.slice(head, text.length - tail) };
}
