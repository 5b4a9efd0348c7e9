/** `tlp evaluate` for people. */
import type { Evaluation } from '../train/evaluate-run.js';
import { expectationsText } from './expectations-text.js';
import type { Colors } from './output.js';
import { metricsLine } from './run-summary.js';
import { slicesText } from './slices-text.js';
import { table } from './table.js';

export function renderEvaluation(
  { split, task, noun, metrics, slices, expectations }: Evaluation,
  c: Colors,
): string {
  const name = split === 'folder' ? 'data' : `${split} split`;
  const head = `${c.bold(name)}: ${metricsLine(metrics, noun)}\n`;
  const found = task.table(metrics);
  const expected = expectationsText(expectations, c);
  const parts = slices.map((one) => `\n${slicesText(one, noun, c)}\n`).join('');
  const end = `${parts}${expected === '' ? '' : `\n${expected.trimEnd()}\n`}`;
  if (!found) return `${head}${end}`;
  const [first, ...others] = found.columns.map((title) => title.toUpperCase());
  const columns = [{ title: first! }, ...others.map((title) => ({ title, align: 'right' as const }))];
  return `${head}\n${table(columns, found.rows)}\n${end}`;
}
