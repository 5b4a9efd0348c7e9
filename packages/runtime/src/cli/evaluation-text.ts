/** `tlp evaluate` for people. */
import { percent } from '@tlp/language/quantities.js';
import type { Evaluation } from '../train/evaluate-run.js';
import type { Colors } from './output.js';
import { metricsLine } from './run-summary.js';
import { table } from './table.js';

export function renderEvaluation({ split, classes, metrics }: Evaluation, c: Colors): string {
  const rows = metrics.classes.map((m, i) => [
    classes[i]!,
    percent(m.f1),
    percent(m.precision),
    percent(m.recall),
    String(m.support),
  ]);
  const columns = [
    { title: 'CLASS' },
    ...['F1', 'PRECISION', 'RECALL', 'IMAGES'].map((title) => ({ title, align: 'right' as const })),
  ];
  const name = split === 'folder' ? 'folder' : `${split} split`;
  return `${c.bold(name)}: ${metricsLine(metrics)}\n\n${table(columns, rows)}\n`;
}
