/** A line chart of values by epoch, phases as bands, as one SVG with its values for the pointer. */
import { count } from '@tlp/language/quantities.js';
import { type Html, html } from './html.js';

export interface Series {
  readonly name: string;
  /** Colour class of the style sheet. */
  readonly look: 'train' | 'validation' | 'rate';
  /** One value an epoch; null where there is none. */
  readonly values: readonly (number | null)[];
}

export interface Band {
  readonly name: string;
  /** Number of epochs. */
  readonly length: number;
  /** Epoch of the phase that was kept, from 1; 0 for none. */
  readonly best: number;
}

export interface ChartOptions {
  readonly title: string;
  readonly series: readonly Series[];
  readonly bands: readonly Band[];
  readonly format: (value: number) => string;
  /** Lowest and highest value of the axis, where they are not taken from the data. */
  readonly range?: readonly [number, number];
}

export const width = 520;
export const height = 230;
export const margin = { left: 48, right: 12, top: 22, bottom: 26 };
export const plotWidth = width - margin.left - margin.right;
const plotHeight = height - margin.top - margin.bottom;

/** Where a value between the lowest and the highest of the axis lies, in pixels from the top. */
export const heightOf =
  ([low, high]: readonly [number, number]) =>
  (value: number): number =>
    margin.top + (1 - (value - low) / (high - low || 1)) * plotHeight;

export function lineChart({ title, series, bands, format, range }: ChartOptions): Html {
  const epochs = Math.max(0, ...series.map((s) => s.values.length));
  const known = series.flatMap((s) => s.values.filter(isKnown));
  const between = range ?? niceRange(known);
  const x = (epoch: number) => margin.left + (epochs <= 1 ? 0.5 : (epoch + 0.5) / epochs) * plotWidth;
  const y = heightOf(between);
  const points = Array.from({ length: epochs }, (_, i) => ({
    x: round(x(i)),
    text: [
      `epoch ${i + 1}`,
      ...series.flatMap(({ name, values: { [i]: value } }) =>
        isKnown(value) ? [`${name} ${format(value)}`] : [],
      ),
    ].join('\n'),
  }));
  return html`<div>
    <h3>${title}</h3>
    <div class="legend">${series.map((s) => html`<span><i class="i-${s.look}"></i>${s.name}</span>`)}</div>
    <div class="chart" data-points="${JSON.stringify(points)}">
      <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title} by epoch">
        ${bandShapes(bands, epochs, x)}
        ${valueAxis(between, format)}
        ${epochLabels(epochs).map(
          (epoch) =>
            html`<text x="${round(x(epoch - 1))}" y="${height - 8}" text-anchor="middle">${epoch}</text>`,
        )}
        ${series.map((s) => curve(s, x, y))}
        <line class="cursor" y1="${margin.top}" y2="${height - margin.bottom}"/>
      </svg>
      <div class="tip"></div>
    </div>
  </div>`;
}

/** A line across the plot at each round value, and the value beside it. */
export const valueAxis = (between: readonly [number, number], format: (value: number) => string): Html[] =>
  ticks(...between).map((value) => {
    const y = heightOf(between)(value);
    return html`<line class="axis" x1="${margin.left}" x2="${width - margin.right}" y1="${round(y)}" y2="${round(y)}"/>
          <text x="${margin.left - 6}" y="${round(y + 4)}" text-anchor="end">${format(value)}</text>`;
  });

export const polyline = (look: Series['look'], points: readonly string[]): Html =>
  html`<polyline class="curve ${look}" points="${points.join(' ')}"/>`;

function curve({ look, values }: Series, x: (epoch: number) => number, y: (v: number) => number): Html {
  const known = values.flatMap((value, i) => (isKnown(value) ? [`${round(x(i))},${round(y(value))}`] : []));
  if (known.length === 1) {
    const [cx, cy] = known[0]!.split(',');
    return html`<circle class="${look} dot" cx="${cx ?? ''}" cy="${cy ?? ''}" r="3"/>`;
  }
  return polyline(look, known);
}

/** Every second phase is shaded; the epoch whose weights were kept has a mark. */
function bandShapes(bands: readonly Band[], epochs: number, x: (epoch: number) => number): Html[] {
  let first = 0;
  return bands.map((band, i) => {
    const start = first;
    first += band.length;
    const from = margin.left + (start / Math.max(1, epochs)) * plotWidth;
    const wide = (band.length / Math.max(1, epochs)) * plotWidth;
    const kept = x(start + band.best - 1);
    return html`${
      i % 2 === 1
        ? html`<rect class="band" x="${round(from)}" y="${margin.top}" width="${round(wide)}" height="${plotHeight}"/>`
        : null
    }<text x="${round(from + wide / 2)}" y="${margin.top - 8}" text-anchor="middle">${fit(band.name, wide)}</text>${
      band.best > 0
        ? html`<path d="M${round(kept)} ${height - margin.bottom} l-4 7 h8 z" fill="var(--green)"><title>kept: epoch ${band.best} of ${band.name}</title></path>`
        : null
    }`;
  });
}

const fit = (name: string, wide: number): string => {
  const room = Math.max(1, Math.floor(wide / 6.5));
  return name.length <= room ? name : `${name.slice(0, room - 1)}…`;
};

const isKnown = (value: number | null | undefined): value is number => Number.isFinite(value);

export const round = (value: number): number => Math.round(value * 10) / 10;

function niceRange(values: readonly number[]): readonly [number, number] {
  if (values.length === 0) return [0, 1];
  const high = Math.max(...values);
  const low = Math.min(0, ...values);
  return [low, high === low ? low + 1 : high + (high - low) * 0.05];
}

/** Four to six round values within the range. */
export function ticks(low: number, high: number): number[] {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= rough) ?? 10 * power;
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
}

/** `0.25`, `40,000`: round values without zeros at the end. */
export const tickText = (value: number): string =>
  Math.abs(value) >= 1000 ? count(value) : String(Number(value.toPrecision(4)));

function epochLabels(epochs: number): number[] {
  const every = Math.max(1, Math.ceil(epochs / 12));
  return Array.from({ length: epochs }, (_, i) => i + 1).filter((e) => e === 1 || e % every === 0);
}
