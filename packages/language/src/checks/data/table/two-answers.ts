import { rule } from '../../rule.js';

export const twoAnswers = rule<{ first: string; second: string }>({
  code: 'TLP337',
  severity: 'error',
  title: 'Two things to predict',
  explanation:
    'A pipeline predicts one of the classes (`label`), any of the labels (`labels`), numbers (`target`), a tag for each word (`tags`), or the tokens of the texts themselves (`next`): the block names one of them. Several columns of the same kind stand in one list.',
  message: ({ first, second }) =>
    `The block names \`${first}\` and \`${second}\`, but a pipeline predicts one thing.`,
  remedy: ({ first, second }) => `Remove \`${first}\` or \`${second}\`.`,
  bad: { data: 'table: "labels.csv"\nimage: file\nlabel: species\nlabels: tags' },
  good: { data: 'table: "labels.csv"\nimage: file\nlabel: species' },
});
