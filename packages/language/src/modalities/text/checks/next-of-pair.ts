import { checked } from '../../../checks/checked.js';
import { isTextData, nextOf, type TextData } from '../data.js';
import { nextExample } from './next-example.js';

export const nextOfPair = checked<{ columns: readonly string[] }, TextData>({
  code: 'TLP553',
  severity: 'error',
  title: 'Two texts where texts are learned themselves',
  explanation: 'With `next`, the texts of all rows are joined and divided anew, so a row has one text.',
  message: ({ columns }) => `\`text\` names two columns, ${columns.join(' and ')}.`,
  remedy: ({ columns: [first] }) => `Name one of them, for example \`text: ${first}\`.`,
  bad: nextExample({ text: 'body, shop' }),
  good: nextExample(),
  applies: { data: isTextData },
  reads: ['data'],
  check({ pipeline: { data } }, found) {
    if (nextOf(data.labels) !== undefined && data.text.length > 1) found({ columns: data.text }, 'data.text');
  },
});
