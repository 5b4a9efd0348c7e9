import { imagesBySplit } from '../../../data/counts.js';
import { fileChecked } from '../../checked.js';
import { descends } from '../../subject.js';

export const batchAboveData = fileChecked<{ batch: number; images: number }>({
  code: 'TLP375',
  severity: 'warning',
  title: 'The batch is larger than the training set',
  explanation:
    'Every epoch is then a single step on all examples at once. A few epochs are a few steps, and a few steps teach hardly anything.',
  message: ({ batch, images }) => `The batch (${batch}) is larger than the training set (${images}).`,
  remedy: ({ images }) => `Write \`batch: ${smallerBatch(images)}\`.`,
  bad: { data: 'batch: 128', folders: { 'photos/rose': 40, 'photos/tulip': 40 } },
  good: { data: 'batch: 16', folders: { 'photos/rose': 40, 'photos/tulip': 40 } },
  reads: ['data.path', 'data.split', 'data.batch', 'schedule'],
  check({ pipeline, data }, found) {
    if (!data?.whole || !pipeline.schedule.phases.some(descends)) return;
    const images = imagesBySplit(data, pipeline.data.split).train;
    const { batch } = pipeline.data;
    if (images > 0 && batch > images) found({ batch, images }, 'data.batch');
  },
});

/** About ten steps an epoch, by a power of two that is neither tiny nor larger than usual. */
export function smallerBatch(images: number): number {
  const tenth = 2 ** Math.floor(Math.log2(Math.max(1, images / 10)));
  return Math.min(images, Math.max(4, Math.min(32, tenth)));
}
