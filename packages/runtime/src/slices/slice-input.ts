import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { runtimeModality } from '../modalities/index.js';
import type { SliceInput } from './slice-metrics.js';

/** What the slices of a pipeline are measured by. @param judged of one split */
export const sliceInput = (
  { task, schedule: { monitor, loss, topK }, data }: Pick<Pipeline, 'task' | 'schedule' | 'data'>,
  judged: Pick<SliceInput, 'split' | 'predictions' | 'outputs' | 'metrics'>,
): SliceInput => ({
  ...{ task, monitor, loss, topK },
  slicings: data.slices ?? [],
  unit: runtimeModality(data).size?.unit ?? '',
  ...judged,
});
