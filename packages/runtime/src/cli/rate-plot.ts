/** A curve over a logarithmic axis in a terminal: two by four dots a sign, of Unicode's braille. */
import { numberText } from '@tlp/language/number-text.js';
import { decades } from '../report/rate-chart.js';
import type { RatePoint } from '../train/find-rate/range-test.js';

export interface RateMark {
  /** Its first letter stands at the axis. */
  readonly name: string;
  readonly rate: number;
}

export interface PlotOptions {
  /** Signs in a line. */
  readonly columns: number;
  readonly rows?: number;
  /** How the curve and the marks are painted. */
  readonly paint?: { readonly curve: (text: string) => string; readonly mark: (text: string) => string };
}

const plain = (text: string): string => text;

/** Bits of the dots of a sign, by column and row. */
const dots = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const;

const labelled = 7;
const narrowest = 20;

/** @param points at least one */
export function ratePlot(
  points: readonly RatePoint[],
  marks: readonly RateMark[],
  { columns, rows = 12, paint = { curve: plain, mark: plain } }: PlotOptions,
): string {
  const wide = Math.max(narrowest, columns - labelled - 2);
  const losses = points.map(({ smoothed }) => smoothed);
  const [low, high] = [Math.min(...losses), Math.max(...losses)];
  const logs = points.map(({ rate }) => Math.log10(rate));
  const [first, last] = [logs[0]!, logs.at(-1)!];
  const across = (log: number, most: number) => Math.round(((log - first) / (last - first || 1)) * most);
  const cells = Array.from({ length: rows }, () => new Uint8Array(wide));
  const set = (x: number, y: number) => {
    cells[y >> 2]![x >> 1]! |= dots[x % 2]![y % 4]!;
  };
  const places = points.map(({ smoothed }, i) => ({
    x: across(logs[i]!, 2 * wide - 1),
    y: Math.round(((high - smoothed) / (high - low || 1)) * (4 * rows - 1)),
  }));
  for (const [i, to] of places.entries()) line(places[i - 1] ?? to, to, set);
  const lines = cells.map((cell, row) => {
    const loss = high - ((high - low) * row) / Math.max(1, rows - 1);
    const label = row % 4 === 0 || row === rows - 1 ? loss.toPrecision(3) : '';
    const signs = [...cell].map((bits) => (bits === 0 ? ' ' : String.fromCodePoint(0x2800 + bits))).join('');
    return `${label.padStart(labelled)} ${label ? '┤' : '│'}${paint.curve(signs.trimEnd())}`;
  });
  const ticks = decades(first, last);
  const column = (rate: number) => across(Math.log10(rate), wide - 1);
  const axis = Array<string>(wide).fill('─');
  for (const rate of ticks) axis[column(rate)] = '┴';
  const margin = ' '.repeat(labelled + 1);
  const under = placed(
    marks.map(({ name, rate }) => ({ at: column(rate), text: name.slice(0, 1) })),
    wide,
  );
  return [
    ...lines,
    `${margin}└${axis.join('')}`,
    `${margin} ${placed(labels(ticks, column, wide), wide)}`,
    ...(marks.length > 0 ? [`${margin} ${paint.mark(under)}`] : []),
  ]
    .map((each) => each.trimEnd())
    .join('\n');
}

/** The dots of a straight line. */
function line(
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
  set: (x: number, y: number) => void,
): void {
  const steps = Math.max(1, Math.abs(to.x - from.x), Math.abs(to.y - from.y));
  for (let i = 0; i <= steps; i++) {
    set(
      Math.round(from.x + ((to.x - from.x) * i) / steps),
      Math.round(from.y + ((to.y - from.y) * i) / steps),
    );
  }
}

/** The rates in the middle under their places, as many as there is room for. */
function labels(rates: readonly number[], column: (rate: number) => number, wide: number) {
  let free = 0;
  return rates.flatMap((rate) => {
    const text = numberText(rate);
    const at = Math.min(wide - text.length, Math.max(0, column(rate) - (text.length >> 1)));
    if (at < free) return [];
    free = at + text.length + 1;
    return [{ at, text }];
  });
}

/** Texts at their places in a line; of two at one place, the first is seen. */
function placed(texts: readonly { readonly at: number; readonly text: string }[], wide: number): string {
  const signs = Array<string>(wide).fill(' ');
  for (const { at, text } of texts.toReversed()) signs.splice(at, text.length, ...text);
  return signs.join('');
}
