/** The metrics of all tasks by name: whoever shows a run's scores needs to know nothing of its task. */
import type { MetricsSummary } from '../run/metrics.js';
import { taskNames, tasks } from './index.js';
import { lossMetric, type MetricDefinition, metricText } from './metric.js';

/** Each name has one meaning, whatever task it occurs in. */
export const allMetrics: readonly MetricDefinition[] = [
  lossMetric,
  ...new Map(
    taskNames
      .flatMap((name): readonly MetricDefinition[] => tasks[name].metrics)
      .map((metric) => [metric.name, metric] as const),
  ).values(),
];

const byName = new Map(allMetrics.map((metric) => [metric.name, metric]));

/** The k of top-k accuracy stands in the name of the score. */
const topName = /^top_(\d+)$/;

/** The metric that a score of this name is of: `top_3` is titled `top-3`. Of an unknown one, a number under its name. */
export function metricOf(score: string): MetricDefinition {
  const k = topName.exec(score)?.[1];
  const known = byName.get(k === undefined ? score : 'top_k');
  if (!known)
    return { name: score, title: score.replaceAll('_', ' '), better: 'higher', form: 'number', doc: '' };
  return k === undefined ? known : { ...known, title: `top-${k}` };
}

/** A metric's value; NaN where the scores have none of that name. */
export function scoreOf({ loss, scores }: Pick<MetricsSummary, 'loss' | 'scores'>, metric: string): number {
  if (metric === lossMetric.name) return loss;
  const name = metric === 'top_k' ? Object.keys(scores).find((score) => topName.test(score)) : metric;
  return scores[name ?? ''] ?? Number.NaN;
}

/**
 * The score to tell where there is room for one: the monitored one, which tells the best epoch, else the first.
 * The loss is told anyway.
 */
export function mainScore(
  scores: MetricsSummary['scores'],
  monitor?: string,
): { name: string; title: string; text: string } | undefined {
  const all = Object.entries(scores);
  const main = all.find(([name]) => metricOf(name).name === monitor) ?? all[0];
  return main && { name: main[0], ...shown(main) };
}

/** Every score with its title and its value as people read them, in order. */
export const shownScores = (scores: MetricsSummary['scores']): readonly { title: string; text: string }[] =>
  Object.entries(scores).map(shown);

function shown([name, value]: [string, number]): { title: string; text: string } {
  const metric = metricOf(name);
  return { title: metric.title, text: metricText(metric, value) };
}
