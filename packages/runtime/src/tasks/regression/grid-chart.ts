import { count, percent } from '@tlp/language/quantities.js';
import { decimalText } from '@tlp/language/tasks/metric.js';
import type { Intervals, PredictionGrid, TargetMetrics } from '@tlp/language/tasks/regression.js';
import { round, ticks, tickText } from '../../report/chart.js';
import { type Html, html } from '../../report/html.js';

/** Targets that are drawn; the table of all is in the metrics. */
const drawn = 12;

/** Predicted against actual numbers of each target, with a line where both are equal. */
export function gridCharts(
  perTarget: readonly TargetMetrics[],
  names: readonly string[],
  of: string,
  intervals?: Intervals,
): Html {
  const within = intervals
    ? ` Between the dotted lines the right number lies in the interval, which is to be ${percent(intervals.level)} of the examples.`
    : '';
  return html`<section>
    <h2>Predicted against actual</h2>
    <p class="note">${of} Each square counts examples, darker where there are more. On the line a prediction is right; above it, too high.${within}</p>
    <div class="grid2">${perTarget.slice(0, drawn).map(({ grid }, i) => grid && gridChart(grid, names[i] ?? '', intervals?.halfWidths[i]))}</div>
  </section>`;
}

const side = 360;
const margin = { left: 56, right: 12, top: 8, bottom: 40 };

function gridChart({ low, high, size, cells }: PredictionGrid, name: string, reach?: number): Html {
  const cell = side / size;
  const most = Math.max(...cells.map(([, , n]) => n));
  const at = (value: number) => ((value - low) / (high - low || 1)) * side;
  const edge = (i: number) => decimalText(low + ((high - low) * i) / size);
  const bottom = margin.top + side;
  const values = high > low ? ticks(low, high) : [low];
  return html`<div>
    <h3>${name}</h3>
    <svg viewBox="0 0 ${margin.left + side + margin.right} ${bottom + margin.bottom}" role="img" aria-label="${name}, predicted against actual">
      <rect class="band" x="${margin.left}" y="${margin.top}" width="${side}" height="${side}"/>
      ${cells.map(
        ([
          actual,
          predicted,
          n,
        ]) => html`<rect x="${round(margin.left + actual * cell)}" y="${round(bottom - (predicted + 1) * cell)}"
          width="${round(cell)}" height="${round(cell)}" fill="rgba(var(--heat),${shade(n, most)})"><title>${count(n)} examples: actual from ${edge(actual)}, predicted from ${edge(predicted)}</title></rect>`,
      )}
      <line stroke="var(--soft)" stroke-dasharray="3 3" x1="${margin.left}" y1="${bottom}" x2="${margin.left + side}" y2="${margin.top}"/>
      ${reach === undefined ? null : [reach, -reach].map((by) => edgeOf(by, low, high, at))}
      ${values.map(
        (
          value,
        ) => html`<text x="${round(margin.left + at(value))}" y="${bottom + 16}" text-anchor="middle">${tickText(value)}</text>
          <text x="${margin.left - 6}" y="${round(bottom - at(value) + 4)}" text-anchor="end">${tickText(value)}</text>`,
      )}
      <text x="${margin.left + side / 2}" y="${bottom + 34}" text-anchor="middle">actual</text>
      <text x="12" y="${margin.top + side / 2}" text-anchor="middle" transform="rotate(-90 12 ${margin.top + side / 2})">predicted</text>
    </svg>
  </div>`;
}

/** Where a prediction is so much more than the actual number, as far as that is drawn. */
function edgeOf(by: number, low: number, high: number, at: (value: number) => number): Html | null {
  const [from, to] = [Math.max(low, low - by), Math.min(high, high - by)];
  if (from >= to) return null;
  const [x, y] = [
    (actual: number) => round(margin.left + at(actual)),
    (predicted: number) => round(margin.top + side - at(predicted)),
  ];
  return html`<line stroke="var(--soft)" stroke-dasharray="1 4" x1="${x(from)}" y1="${y(from + by)}" x2="${x(to)}" y2="${y(to + by)}"/>`;
}

/** By the root, so that single examples still show beside the most crowded cell. */
const shade = (n: number, most: number): string => (0.15 + 0.85 * Math.sqrt(n / most)).toFixed(2);
