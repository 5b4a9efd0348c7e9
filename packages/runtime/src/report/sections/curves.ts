import { percent } from '@tlp/language/quantities.js';
import { lineChart } from '../chart.js';
import type { ReportData } from '../data.js';
import { type Html, html } from '../html.js';

/** Loss, accuracy and learning rate by epoch, over all phases. */
export function curves({ epochs, phases, monitor }: ReportData): Html | null {
  if (epochs.length === 0) return null;
  const bands = phases.map((phase) => ({
    name: phase.name,
    length: epochs.filter((epoch) => epoch.phase === phase.name).length,
    best: phase.bestEpoch,
  }));
  const accuracies = epochs.flatMap(({ train, validation }) => [
    train.accuracy,
    validation?.accuracy ?? 1,
    validation?.macroF1 ?? 1,
  ]);
  const floor = Math.max(0, Math.floor((Math.min(...accuracies) - 0.02) * 10) / 10);
  return html`<section>
    <h2>Training</h2>
    <p class="note">Per epoch. The green mark is the epoch whose weights each phase kept: the best by
      validation ${monitor.replace('_', ' ')}. Training numbers are taken while the weights change and
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
      ${lineChart({
        title: 'Accuracy',
        series: [
          { name: 'training', look: 'train', values: epochs.map((e) => e.train.accuracy) },
          {
            name: 'validation',
            look: 'validation',
            values: epochs.map((e) => e.validation?.accuracy ?? null),
          },
        ],
        bands,
        range: [floor, 1],
        format: percentTick,
      })}
      ${lineChart({
        title: 'Macro F1',
        series: [
          {
            name: 'validation',
            look: 'validation',
            values: epochs.map((e) => e.validation?.macroF1 ?? null),
          },
        ],
        bands,
        range: [floor, 1],
        format: percentTick,
      })}
      ${lineChart({
        title: 'Learning rate at the end of the epoch',
        series: [{ name: 'rate', look: 'rate', values: epochs.map((e) => e.learningRate) }],
        bands,
        format: rateTick,
      })}
    </div>
  </section>`;
}

const percentTick = (value: number): string => percent(value).replace('.0%', '%');
const rateTick = (value: number): string => (value === 0 ? '0' : value.toExponential(1).replace('.0e', 'e'));
