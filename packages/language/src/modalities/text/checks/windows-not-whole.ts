import { checked } from '../../../checks/checked.js';
import { answersWords } from '../../../tasks/each.js';
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

export const windowsNotWhole = checked<{ tagged: boolean }, TextData>({
  code: 'TLP681',
  severity: 'error',
  title: 'Windows of texts that are read as a whole',
  explanation:
    'A network that compares two texts must see both at once. In windows, each piece of the one would have to be put beside each piece of the other. ' +
    'Where each word has a tag, what a network says of several windows has no mean: they have other words.',
  message: ({ tagged }) =>
    `\`long: window(…)\` divides a text, but here ${tagged ? 'each word has a tag' : 'are pairs of texts'}.`,
  remedy: ({ tagged }) =>
    tagged
      ? 'Raise `input`, or divide the sentences of the data.'
      : 'Write `long: head` or `long: head_tail`, which cut the longer of the two first.',
  bad: paired('window(stride: 25%)'),
  good: paired('head_tail'),
  applies: { data: isTextData },
  reads: ['data'],
  check({ pipeline: { data, task } }, found) {
    if (!isWindows(data.long)) return;
    const tagged = answersWords(task);
    if (tagged || data.text.length > 1) found({ tagged }, 'data.long');
  },
});
