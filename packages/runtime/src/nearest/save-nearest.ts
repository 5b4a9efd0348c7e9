/** Keeps in a run directory which training examples are nearest to the mistakes that its report shows. */

import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { RunMetrics } from '@tlp/language/run/events.js';
import { answersWords } from '@tlp/language/tasks/each.js';
import { tasks } from '@tlp/language/tasks/index.js';
import { writeFileAtomic } from '../files/atomic.js';
import { chooseMistakes } from '../report/choose-mistakes.js';
import { worstMistakes } from '../report/worst-mistakes.js';
import { linesOf, type Prediction, runPaths } from '../train/run-directory.js';
import type { RunInput } from '../train/run-input.js';
import { writing } from '../train/write-error.js';
import { findNearest, type NearestOptions } from './find-nearest.js';

/**
 * After the predictions have been written.
 * @returns the file; none where examples are not answered as a whole, or none was judged
 * @throws TLP851 the disk
 */
export async function saveNearest(
  out: string,
  pipeline: Pipeline,
  input: RunInput,
  { metrics, ...options }: Omit<NearestOptions, 'split' | 'mistakes'> & { readonly metrics: RunMetrics },
): Promise<readonly string[]> {
  const { task } = pipeline;
  const split = metrics.test ? 'test' : 'validation';
  const judged = metrics[split];
  if (!judged || answersWords(task) || tasks[task].units === null) return [];
  const { outputs } = input.dataSet;
  const { predictions, nearest: file } = runPaths(out);
  const all = await worstMistakes(linesOf<Prediction>(predictions), {
    task,
    outputs,
    split,
    metrics: judged,
  });
  const mistakes = chooseMistakes(all).map(({ id }) => id);
  const found = await findNearest(pipeline, input, { ...options, split, mistakes });
  await writing(file, writeFileAtomic(file, `${JSON.stringify(found)}\n`));
  return [file];
}
