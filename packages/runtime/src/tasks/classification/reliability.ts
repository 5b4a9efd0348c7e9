/** The reliability diagram: how often a classifier is right where it is so and so sure. */
import { count, percent } from '@tlp/language/quantities.js';
import type { ClassificationDetails, ReliabilityBin } from '@tlp/language/tasks/classification.js';
import { round } from '../../report/chart.js';
import { type Html, html, scrolling } from '../../report/html.js';
import { reliabilityBins } from './calibration.js';

const width = 420;
const height = 300;
const margin = { left: 48, right: 12, top: 12, bottom: 40 };
const plotWidth = width - margin.left - margin.right;
const plotHeight = height - margin.top - margin.bottom;

const x = (share: number): number => round(margin.left + share * plotWidth);
const y = (share: number): number => round(margin.top + (1 - share) * plotHeight);

/** Null of a run that kept no bins. @param error the expected calibration error, a share */
export function reliability(
  { reliability: bins = [] }: ClassificationDetails,
  error: number | undefined,
): Html | null {
  if (bins.length === 0) return null;
  const ece = error === undefined ? '' : ` The expected calibration error is ${percent(error)}.`;
  return html`<section>
    <h2>As sure as it is right</h2>
    <p class="note">The examples by the probability of the class that was said, in ${reliabilityBins} bins. On the diagonal the model is right as often
      as it is sure; below it, it is too sure.${ece}</p>
    <div class="grid2">
      ${diagram(bins, ece)}
      ${scrolling(html`<table>
        <thead><tr><th scope="col">as sure as</th><th scope="col" class="num">examples</th><th scope="col" class="num">mean confidence</th><th scope="col" class="num">right</th></tr></thead>
        <tbody>${bins.map(
          ([bin, examples, confidence, right]) =>
            html`<tr><td>${percent(bin / reliabilityBins)} to ${percent((bin + 1) / reliabilityBins)}</td><td class="num">${count(examples)}</td>
            <td class="num">${percent(confidence)}</td><td class="num">${percent(right)}</td></tr>`,
        )}</tbody>
      </table>`)}
    </div>
  </section>`;
}

function diagram(bins: readonly ReliabilityBin[], ece: string): Html {
  const most = Math.max(...bins.map(([, examples]) => examples));
  return html`<div><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Reliability diagram.${ece} The table beside it has its numbers.">
    ${[0, 0.25, 0.5, 0.75, 1].map(
      (share) => html`<line class="axis" x1="${x(0)}" x2="${x(1)}" y1="${y(share)}" y2="${y(share)}"/>
      <text x="${margin.left - 6}" y="${y(share) + 4}" text-anchor="end">${percentText(share)}</text>
      <text x="${x(share)}" y="${height - margin.bottom + 16}" text-anchor="middle">${percentText(share)}</text>`,
    )}
    ${bins.map((bin) => bar(bin, most))}
    <line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="var(--soft)" stroke-dasharray="4 4"/>
    <text x="${x(0.5)}" y="${height - 6}" text-anchor="middle">confidence</text>
  </svg></div>`;
}

/** As high as the share that is right, and the stronger the more examples it has; the gap to the confidence is red. */
function bar([bin, examples, confidence, right]: ReliabilityBin, most: number): Html {
  const left = x(bin / reliabilityBins) + 1;
  const wide = round(plotWidth / reliabilityBins - 2);
  const strength = (0.25 + 0.75 * (examples / most)).toFixed(2);
  const [low, high] = right < confidence ? [right, confidence] : [confidence, right];
  const title = `${count(examples)} ${examples === 1 ? 'example' : 'examples'}: ${percent(confidence)} sure, ${percent(right)} right`;
  return html`<g><title>${title}</title>
    <rect x="${left}" y="${y(right)}" width="${wide}" height="${round(y(0) - y(right))}" fill="rgba(var(--heat),${strength})"/>
    <rect x="${left}" y="${y(high)}" width="${wide}" height="${round(y(low) - y(high))}" fill="rgba(var(--miss),0.25)" stroke="rgba(var(--miss),0.7)"/></g>`;
}

const percentText = (share: number): string => `${Math.round(100 * share)}%`;
