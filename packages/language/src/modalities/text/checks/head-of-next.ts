import { checked } from '../../../checks/checked.js';
import { isTextData, nextOf, type TextData } from '../data.js';
import { nextExample } from './next-example.js';

export const headOfNext = checked<Record<never, never>, TextData>({
  code: 'TLP551',
  severity: 'error',
  title: 'A head where the network tells the tokens itself',
  explanation:
    'With `next`, what the network has learned to tell tokens by stands on top: its own last layers, and the table of its embeddings. There is no layer that would have to be added.',
  message: () => 'The pipeline has a head, and with `next` the network tells the tokens itself.',
  remedy: () => 'Remove the block `head`.',
  bad: nextExample({ head: 'dropout(10%)' }),
  good: nextExample(),
  applies: { data: isTextData },
  reads: ['data', 'head'],
  check({ pipeline: { data, head } }, found) {
    if (nextOf(data.labels) !== undefined && head.length > 0) found({}, 'head.0');
  },
});
