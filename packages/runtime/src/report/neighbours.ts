/** The training examples beside the mistakes of a report. */

import { modalityOf } from '@tlp/language/modalities/index.js';
import type { Data, Pipeline } from '@tlp/language/resolve/pipeline.js';
import { runtimeModality } from '../modalities/index.js';
import type { NearExample, Nearest } from '../nearest/nearest-file.js';
import { taskReport } from '../tasks/index.js';
import type { ShownNeighbour } from './data.js';

export const shownNeighbours = (
  nearest: readonly NearExample[],
  { data, task }: Pick<Pipeline, 'data' | 'task'>,
  outputs: readonly string[],
): Promise<readonly ShownNeighbour[]> =>
  Promise.all(
    nearest.map(async ({ id, target, similarity }) => ({
      id,
      label: taskReport(task).right(target, outputs),
      similarity,
      shown: await runtimeModality(data).show(data, id, 'small'),
    })),
  );

/** By what they are the nearest, or why there are none. Null of a run that did not look for them. */
export function aboutNearest(nearest: Nearest | null, data: Pick<Data, 'kind'>): string | null {
  if (!nearest) return null;
  const { many } = modalityOf(data).noun;
  if ('none' in nearest) return `The nearest training ${many} of a mistake are not shown. ${nearest.none}`;
  if (nearest.mistakes.length === 0) return null;
  const features = nearest.by === 'trained' ? 'its head reads' : 'the backbone gave before it was tuned';
  return `Below a mistake stand the training ${many} that the network takes for most like it, by the cosine of the features that ${features}.`;
}
