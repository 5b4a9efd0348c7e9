import { checked } from '../../../checks/checked.js';
import { isTextData, nextOf, type TextData } from '../data.js';
import { nextExample } from './next-example.js';

export const slicesOfNext = checked<Record<never, never>, TextData>({
  code: 'TLP230',
  severity: 'error',
  title: 'Slices of texts that are joined',
  explanation:
    'A network that learns the texts themselves reads them one behind the other, in pieces of one length. What is measured is of a piece, and a piece may be of several texts.',
  message: () => 'The texts are joined and divided anew, so a piece is in no slice.',
  remedy: () => 'Leave out `slices`.',
  bad: nextExample({ more: 'slices: size' }),
  good: nextExample(),
  applies: { data: isTextData },
  reads: ['data'],
  check({ pipeline: { data } }, found) {
    if (nextOf(data.labels) !== undefined && data.slices) found({}, 'data.slices');
  },
});
