import { checked } from '../checked.js';

/** Below this the mean and variance of a batch say next to nothing. */
const least = 4;

export const headBatchNorm = checked<{ batch: number }>({
  code: 'TLP513',
  severity: 'warning',
  title: 'Batch normalization in the head needs larger batches',
  explanation:
    '`batch_norm` in the head always trains, and normalizes by the mean and variance of the batch. With one image the variance is zero, and with two or three it is noise. `accumulate` does not help: each batch is normalized on its own.',
  message: ({ batch }) => `\`batch_norm\` in the head cannot learn from batches of ${batch}.`,
  remedy: () => 'Write `batch: 16` or more, or remove `batch_norm`.',
  bad: { data: 'batch: 2', head: 'pool(average)\nbatch_norm\ndense(classes)' },
  good: { data: 'batch: 16', head: 'pool(average)\nbatch_norm\ndense(classes)' },
  reads: ['data.batch', 'head'],
  check({ pipeline: { data, head } }, found) {
    const at = head.findIndex((layer) => layer.kind === 'batch_norm');
    if (at >= 0 && data.batch < least) found({ batch: data.batch }, `head.${at}`);
  },
});
