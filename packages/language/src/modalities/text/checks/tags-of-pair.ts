import { checked } from '../../../checks/checked.js';
import { answersWords } from '../../../tasks/each.js';
import { isTextData, type TextData } from '../data.js';
import { tagExample } from './tag-example.js';

export const tagsOfPair = checked<{ columns: readonly string[] }, TextData>({
  code: 'TLP686',
  severity: 'error',
  title: 'Tags of two texts',
  explanation: 'The tags of a column belong to the words of one text, in their order.',
  message: ({ columns }) =>
    `\`text\` names two columns, ${columns.join(' and ')}, and each word has one tag.`,
  remedy: () => 'Name the column of the words alone.',
  bad: tagExample({ text: 'word, pos', content: 'Anna\tNNP\tB-NP\tB-PER\n\nOslo\tNNP\tB-NP\tB-LOC\n' }),
  good: tagExample(),
  applies: { data: isTextData },
  reads: ['data'],
  check({ pipeline: { data, task } }, found) {
    if (answersWords(task) && data.text.length > 1) found({ columns: data.text }, 'data.text');
  },
});
