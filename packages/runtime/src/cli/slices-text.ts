/** The metrics of slices for people, the worst slice first. */

import type { Noun } from '@tlp/language/modalities/noun.js';
import { count } from '@tlp/language/quantities.js';
import { type SlicedMetrics, slicedTitle } from '@tlp/language/run/slices.js';
import { intervalText } from '@tlp/language/tasks/interval-text.js';
import { metricOf } from '@tlp/language/tasks/metrics.js';
import type { Colors } from './output.js';
import { table } from './table.js';

export function slicesText(sliced: SlicedMetrics, { many }: Noun, c: Colors): string {
  const { metrics, slices } = sliced;
  const columns = [
    { title: '' },
    { title: many, align: 'right' as const },
    ...metrics.map((metric) => ({ title: metricOf(metric).title, align: 'right' as const })),
    { title: '' },
  ];
  const rows = slices.map(({ name, count: examples, values, worse }) => [
    name,
    count(examples),
    ...values.map((value, i) => intervalText(metrics[i]!, value)),
    worse ? 'worse' : '',
  ]);
  return `${c.bold(slicedTitle(sliced))}\n\n${table(columns, rows)}`;
}
