/** What the model has wrong of a split, the worst first. */
import type { SplitName } from '@tlp/language/data/split-bounds.js';
import type { Metrics } from '@tlp/language/run/metrics.js';
import type { TaskName } from '@tlp/language/tasks/index.js';
import { taskReport } from '../tasks/index.js';
import type { Mistake } from '../tasks/report.js';
import type { Prediction } from '../train/run-directory.js';

export interface Judged {
  readonly task: TaskName;
  readonly outputs: readonly string[];
  readonly split: SplitName;
  /** Of the split. */
  readonly metrics: Metrics;
}

/** @param onEach hears of every prediction of the split, with what is wrong with it, or null */
export async function worstMistakes(
  predictions: AsyncIterable<Prediction>,
  { task, outputs, split, metrics }: Judged,
  onEach: (prediction: Prediction, mistake: Mistake | null) => void = () => undefined,
): Promise<readonly (Mistake & Pick<Prediction, 'id' | 'slices'>)[]> {
  const { mistakes: judge } = taskReport(task);
  const wrong: (Mistake & Pick<Prediction, 'id' | 'slices'>)[] = [];
  for await (const prediction of predictions) {
    if (prediction.split !== split) continue;
    const mistake = judge.of(prediction, outputs, metrics);
    onEach(prediction, mistake);
    const { id, slices } = prediction;
    if (mistake) wrong.push({ id, ...mistake, ...(slices && { slices }) });
  }
  return wrong.sort((a, b) => b.rank - a.rank);
}
