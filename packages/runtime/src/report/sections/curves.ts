import { percent } from '@tlp/language/quantities.js';
import type { EpochRecord } from '@tlp/language/run/events.js';
import { metricText } from '@tlp/language/tasks/metric.js';
import { metricOf } from '@tlp/language/tasks/metrics.js';
import { type Band, lineChart } from '../chart.js';
import type { ReportData } from '../data.js';
import { type Html, html } from '../html.js';

/** Scores that get a chart of their own. */
const charted = 2;

/** Loss, scores and learning rate by epoch, over all phases. */
export function curves({ epochs, phases, monitor }: ReportData): Html | null {
  if (epochs.length === 0) return null;
  const bands = phases.map((phase) => ({
    name: phase.name,
    length: epochs.filter((epoch) => epoch.phase === phase.name).length,
    best: phase.bestEpoch,
  }));
  return html`<section>
    <h2>Training</h2>
    <p class="note">Per epoch. The green mark is the epoch whose weights each phase kept: the best by
      validation ${metricOf(monitor).title}. Training numbers are taken while the weights change and
      with augmentation, dropout and label smoothing on, so validation may look better early on.</p>
    <div class="grid2">
      ${lineChart({
        title: 'Loss',
        series: [
          { name: 'training', look: 'train', values: epochs.map((e) => e.train.loss) },
          { name: 'validation', look: 'validation', values: epochs.map((e) => e.validation?.loss ?? null) },
        ],
        bands,
        format: (value) => value.toFixed(2),
      })}
      ${scoresOf(epochs).map((score) => scoreChart(score, epochs, bands))}
      ${lineChart({
        title: 'Learning rate at the end of the epoch',
        series: [{ name: 'rate', look: 'rate', values: epochs.map((e) => e.learningRate) }],
        bands,
        format: rateTick,
      })}
    </div>
  </section>`;
}

/** The scores that count most, in their order. */
export function scoresOf(epochs: readonly EpochRecord[]): readonly string[] {
  const validated = epochs.find(({ validation }) => validation)?.validation;
  return Object.keys(validated?.scores ?? epochs[0]?.train.scores ?? {}).slice(0, charted);
}

function scoreChart(score: string, epochs: readonly EpochRecord[], bands: readonly Band[]): Html {
  const metric = metricOf(score);
  const train = epochs.map((epoch) => epoch.train.scores[score] ?? null);
  const validation = epochs.map((epoch) => epoch.validation?.scores[score] ?? null);
  const shares = [...train, ...validation].filter((value) => value !== null);
  const floor = Math.max(0, Math.floor((Math.min(1, ...shares) - 0.02) * 10) / 10);
  return lineChart({
    title: metric.title.charAt(0).toUpperCase() + metric.title.slice(1),
    series: [
      ...(train.some((value) => value !== null)
        ? [{ name: 'training', look: 'train', values: train } as const]
        : []),
      { name: 'validation', look: 'validation', values: validation },
    ],
    bands,
    ...(metric.form === 'percent'
      ? { range: [floor, 1] as const, format: percentTick }
      : { format: (value: number) => metricText(metric, value) }),
  });
}

const percentTick = (value: number): string => percent(value).replace('.0%', '%');
const rateTick = (value: number): string => (value === 0 ? '0' : value.toExponential(1).replace('.0e', 'e'));
