import { picturesBySplit } from '../data/counts.js';
import { fileChecked } from './rule.js';

export const batchAboveData = fileChecked<{ batch: number; pictures: number }>({
  code: 'TLP375',
  severity: 'warning',
  title: 'The batch is larger than the training set',
  explanation:
    'Every epoch is then a single step, on all pictures at once. A few epochs are a few steps, in which hardly ' +
    'anything is learnt.',
  message: ({ batch, pictures }) => `A batch of ${batch} holds more than all ${pictures} training pictures.`,
  remedy: ({ pictures }) => `Write \`batch: ${smallerBatch(pictures)}\`.`,
  bad: { data: 'batch: 128', folders: { 'pictures/rose': 40, 'pictures/tulip': 40 } },
  good: { data: 'batch: 16', folders: { 'pictures/rose': 40, 'pictures/tulip': 40 } },
  reads: ['data.path', 'data.split', 'data.batch'],
  check({ pipeline, data }, found) {
    if (!data?.whole) return;
    const pictures = picturesBySplit(data, pipeline.data.split).train;
    const { batch } = pipeline.data;
    if (pictures > 0 && batch > pictures) found({ batch, pictures }, 'data.batch');
  },
});

/** About ten steps an epoch, by a power of two that is neither tiny nor larger than usual. */
export function smallerBatch(pictures: number): number {
  const tenth = 2 ** Math.floor(Math.log2(Math.max(1, pictures / 10)));
  return Math.min(pictures, Math.max(4, Math.min(32, tenth)));
}
