import { capitalized } from '@tlp/language/capitalized.js';
import { percent } from '@tlp/language/quantities.js';
import type { EpochRecord } from '@tlp/language/run/events.js';
import { metricOf } from '@tlp/language/tasks/metrics.js';
import { type Band, lineChart, tickText } from '../chart.js';
import type { ReportData } from '../data.js';
import { type Html, html } from '../html.js';

/** Scores that get a chart of their own, beside the one that is monitored. */
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
      ${scoresOf(epochs, monitor).map((score) => scoreChart(score, epochs, bands))}
      ${lineChart({
        title: 'Learning rate at the end of the epoch',
        series: [{ name: 'rate', look: 'rate', values: epochs.map((e) => e.learningRate ?? null) }],
        bands,
        format: rateTick,
      })}
    </div>
  </section>`;
}

/** The scores that count most, in their order, and the monitored one. */
export function scoresOf(epochs: readonly EpochRecord[], monitor: string): readonly string[] {
  const validated = epochs.find(({ validation }) => validation)?.validation;
  const names = Object.keys(validated?.scores ?? epochs[0]?.train.scores ?? {});
  return names.filter((name, i) => i < charted || metricOf(name).name === monitor);
}

function scoreChart(score: string, epochs: readonly EpochRecord[], bands: readonly Band[]): Html {
  const metric = metricOf(score);
  const train = epochs.map((epoch) => epoch.train.scores[score] ?? null);
  const validation = epochs.map((epoch) => epoch.validation?.scores[score] ?? null);
  const shares = [...train, ...validation].filter((value) => value !== null);
  const floor = Math.max(0, Math.floor((Math.min(1, ...shares) - 0.02) * 10) / 10);
  return lineChart({
    title: capitalized(metric.title),
    series: [
      ...(train.some((value) => value !== null)
        ? [{ name: 'training', look: 'train', values: train } as const]
        : []),
      { name: 'validation', look: 'validation', values: validation },
    ],
    bands,
    ...(metric.form === 'percent'
      ? { range: [floor, 1] as const, format: percentTick }
      : { format: tickText }),
  });
}

const percentTick = (value: number): string => percent(value).replace('.0%', '%');
const rateTick = (value: number): string => (value === 0 ? '0' : value.toExponential(1).replace('.0e', 'e'));
