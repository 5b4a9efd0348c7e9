/** `tlp evaluate` for people. */
import { countedOf, type Noun } from '@tlp/language/modalities/noun.js';
import { percent } from '@tlp/language/quantities.js';
import type { Strangers } from '../tasks/classification/strangers.js';
import type { Evaluation } from '../train/evaluate-run.js';
import { expectationsText } from './expectations-text.js';
import type { Colors } from './output.js';
import { metricsLine } from './run-summary.js';
import { slicesText } from './slices-text.js';
import { table } from './table.js';

export function renderEvaluation(
  { split, task, noun, metrics, slices, strangers, expectations }: Evaluation,
  c: Colors,
): string {
  const name = split === 'folder' ? 'data' : `${split} split`;
  const known = metrics ? [metricsLine(metrics, noun)] : [];
  const told = [...known, ...(strangers ? [strangersLine(strangers, noun)] : [])];
  const head = told.map((line) => `${c.bold(name)}: ${line}\n`).join('');
  const found = metrics && task.table(metrics);
  const expected = expectationsText(expectations, c);
  const parts = slices.map((one) => `\n${slicesText(one, noun, c)}\n`).join('');
  const end = `${parts}${expected === '' ? '' : `\n${expected.trimEnd()}\n`}`;
  if (!found) return `${head}${end}`;
  const [first, ...others] = found.columns.map((title) => title.toUpperCase());
  const columns = [{ title: first! }, ...others.map((title) => ({ title, align: 'right' as const }))];
  return `${head}\n${table(columns, found.rows)}\n${end}`;
}

function strangersLine({ by, count: examples, rejected, auroc }: Strangers, noun: Noun): string {
  const area = auroc === null ? '' : `, AUROC ${percent(auroc)}`;
  return `${percent(rejected)} of ${countedOf(examples, noun)} of no known class are rejected by ${by}${area}`;
}
