import { checked } from '../../../checks/checked.js';
import { isTextData, type TextData } from '../data.js';
import { isWindows } from '../long.js';
import { textExample } from './example.js';

const pairs =
  'premise,hypothesis,relation\n' +
  Array.from({ length: 8 }, (_, i) => `It is ${i}.,So ${i}.,${i % 2 ? 'yes' : 'no'}\n`).join('');

const paired = (long: string) =>
  textExample({
    data: `text: premise, hypothesis\nlabel: relation\nlong: ${long}`,
    others: { 'reviews.csv': pairs },
  });

export const windowsOfPairs = checked<Record<never, never>, TextData>({
  code: 'TLP681',
  severity: 'error',
  title: 'Windows of a pair of texts',
  explanation:
    'A network that compares two texts must see both at once. In windows, each piece of the one would have to be put beside each piece of the other.',
  message: () => '`long: window(…)` divides a text, but here are pairs of texts.',
  remedy: () => 'Write `long: head` or `long: head_tail`, which cut the longer of the two first.',
  bad: paired('window(stride: 25%)'),
  good: paired('head_tail'),
  applies: { data: isTextData },
  reads: ['data.text', 'data.long'],
  check({ pipeline: { data } }, found) {
    if (data.text.length > 1 && isWindows(data.long)) found({}, 'data.long');
  },
});
