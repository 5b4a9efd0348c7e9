/** `tlp evaluate` for people. */
import type { Evaluation } from '../train/evaluate-run.js';
import type { Colors } from './output.js';
import { metricsLine } from './run-summary.js';
import { table } from './table.js';

export function renderEvaluation({ split, task, noun, metrics }: Evaluation, c: Colors): string {
  const name = split === 'folder' ? 'data' : `${split} split`;
  const head = `${c.bold(name)}: ${metricsLine(metrics, noun)}\n`;
  const found = task.table(metrics);
  if (!found) return head;
  const [first, ...others] = found.columns.map((title) => title.toUpperCase());
  const columns = [{ title: first! }, ...others.map((title) => ({ title, align: 'right' as const }))];
  return `${head}\n${table(columns, found.rows)}\n`;
}
