/** The smoothed loss against the learning rate of a range test, as an SVG by itself, with what it suggests. */
import { numberText } from '@tlp/language/number-text.js';
import type { RangeTest } from '../train/find-rate/range-test.js';
import { shownPoints } from '../train/find-rate/shown-points.js';
import type { Suggestions } from '../train/find-rate/suggestions.js';
import { height, heightOf, margin, plotWidth, polyline, round, tickText, valueAxis, width } from './chart.js';
import { type Html, html, trusted } from './html.js';

/** Without variables, which programs other than browsers do not read. */
const style = `
text { font: 11px system-ui, sans-serif; fill: #5d6778; } .title { fill: #1c2330; font-weight: 600; }
.page { fill: #ffffff; } .axis { stroke: #e1e5eb; }
.curve { fill: none; stroke: #2f6fdb; stroke-width: 2; stroke-linejoin: round; }
.mark { stroke: #d9730d; stroke-dasharray: 3 3; } .name { fill: #d9730d; }
@media (prefers-color-scheme: dark) {
  text { fill: #98a3b5; } .title { fill: #e6eaf0; } .page { fill: #1a1f28; } .axis { stroke: #2b323e; }
  .curve { stroke: #6ea3ff; } .mark { stroke: #f0a04b; } .name { fill: #f0a04b; }
}
`;

export function rateChart(title: string, test: RangeTest, suggestions: Suggestions): string {
  const points = shownPoints(test);
  const losses = points.map(({ smoothed }) => smoothed);
  const between = [Math.min(...losses), Math.max(...losses)] as const;
  const [first, last] = [points[0]!.rate, points.at(-1)!.rate].map(Math.log10) as [number, number];
  const x = (rate: number) => margin.left + ((Math.log10(rate) - first) / (last - first || 1)) * plotWidth;
  const y = heightOf(between);
  const chart = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height + 20}" role="img" aria-label="${title}">
<style>${trusted(style)}</style>
<rect class="page" width="${width}" height="${height + 20}"/>
<text class="title" x="${margin.left}" y="14">${title}</text>
<g transform="translate(0 14)">
${valueAxis(between, tickText)}
${decades(first, last).map(
  (rate) =>
    html`<text x="${round(x(rate))}" y="${height - 10}" text-anchor="middle">${numberText(rate)}</text>`,
)}
${polyline(
  'train',
  points.map(({ rate, smoothed }) => `${round(x(rate))},${round(y(smoothed))}`),
)}
${Object.entries(suggestions).map(([name, rate], i) => (rate === null ? null : mark(name, rate, x(rate), i)))}
</g>
</svg>`;
  return `${chart.markup}\n`;
}

/** The names stand under each other, as suggestions may lie close together. */
const mark = (name: string, rate: number, x: number, place: number): Html => html`
<line class="mark" x1="${round(x)}" x2="${round(x)}" y1="${margin.top}" y2="${height - margin.bottom}"/>
<text class="name" x="${round(x + 4)}" y="${margin.top + 10 + 12 * place}">${name} ${numberText(Number(rate.toPrecision(2)))}</text>`;

/** Powers of ten between two logarithms of rates. */
export function decades(first: number, last: number): readonly number[] {
  const from = Math.ceil(first - 1e-9);
  return Array.from({ length: Math.max(0, Math.floor(last + 1e-9) - from + 1) }, (_, i) =>
    Number(`1e${from + i}`),
  );
}
