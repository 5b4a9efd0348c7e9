/** How much the examples are like those of known classes, and where the threshold cuts. */
import { count, percent } from '@tlp/language/quantities.js';
import { toldScore } from '@tlp/language/schema/known/scores.js';
import type { ClassificationDetails, Rejection, ScoreBins } from '@tlp/language/tasks/classification.js';
import { decimalText } from '@tlp/language/tasks/metric.js';
import { round, ticks, tickText } from '../../report/chart.js';
import { type Html, html } from '../../report/html.js';

const width = 560;
const height = 220;
const margin = { left: 48, right: 12, top: 12, bottom: 40 };
const plotWidth = width - margin.left - margin.right;
const plotHeight = height - margin.top - margin.bottom;

/** Null of a run that rejects nothing. @param of `1,234 test images.` */
export function knownScores(
  { rejection, knownScores: scores }: ClassificationDetails,
  measured: Readonly<Record<string, number>>,
  of: string,
): Html | null {
  if (!rejection || !scores) return null;
  const { rejected, kept_accuracy: accuracy } = measured;
  const kept =
    accuracy === undefined ? '' : ` Of what is kept, ${percent(accuracy)} is classified correctly.`;
  return html`<section>
    <h2>None of the classes</h2>
    <p class="note">${of} What scores below ${decimalText(rejection.threshold)} is answered by "${rejection.name}": ${percent(rejected ?? 0)}.${kept}
      The threshold keeps ${percent(rejection.keep)} of the validation examples. The score is ${toldScore(rejection.by)}; red are examples whose likeliest class is wrong.</p>
    ${chart(scores, rejection)}
  </section>`;
}

function chart({ low, high, bins }: ScoreBins, { threshold }: Rejection): Html {
  // The threshold is shown also where no example lies below it.
  const [from, to] = [Math.min(low, threshold), Math.max(high, threshold)];
  const x = (score: number) => round(margin.left + ((score - from) / (to - from || 1)) * plotWidth);
  const most = Math.max(...bins.map(([right, wrong]) => right + wrong));
  const tall = (examples: number) => round((examples / most) * plotHeight);
  const bottom = margin.top + plotHeight;
  const edge = (i: number) => low + ((high - low) * i) / bins.length;
  const values = to > from ? ticks(from, to) : [from];
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Examples by their score; the threshold is ${decimalText(threshold)}.">
    <line class="axis" x1="${margin.left}" x2="${margin.left + plotWidth}" y1="${bottom}" y2="${bottom}"/>
    ${bins.map(([right, wrong], i) => {
      if (right + wrong === 0) return null;
      const [left, wide] = [x(edge(i)), round(Math.max(1, x(edge(i + 1)) - x(edge(i)) - 1))];
      const title = `${count(right + wrong)} from ${decimalText(edge(i))}: ${count(right)} right, ${count(wrong)} wrong`;
      return html`<g><title>${title}</title>
        <rect x="${left}" y="${round(bottom - tall(right))}" width="${wide}" height="${tall(right)}" fill="rgba(var(--heat),0.8)"/>
        <rect x="${left}" y="${round(bottom - tall(right) - tall(wrong))}" width="${wide}" height="${tall(wrong)}" fill="rgba(var(--miss),0.7)"/></g>`;
    })}
    <line x1="${x(threshold)}" x2="${x(threshold)}" y1="${margin.top}" y2="${bottom}" stroke="var(--ink)" stroke-dasharray="4 3"/>
    ${values.map((value) => html`<text x="${x(value)}" y="${bottom + 16}" text-anchor="middle">${tickText(value)}</text>`)}
    <text x="${margin.left - 6}" y="${margin.top + 8}" text-anchor="end">${count(most)}</text>
    <text x="${margin.left + plotWidth / 2}" y="${height - 6}" text-anchor="middle">score</text>
  </svg>`;
}
