import { decimalText } from '@tlp/language/tasks/metric.js';
import { labelsText } from '../labels-text.js';
import type { TaskReport } from '../report.js';
import type { TokensAnswer } from './task.js';

export const languageModelReport: TaskReport = {
  sections: () => [],
  right: labelsText,
  mistakes: {
    title: 'Unlikely texts',
    noun: 'texts',
    note: 'The least likely come first. Look here for texts in another language, tables, and text that was damaged.',
    of({ answer }) {
      const { loss, tokens } = answer as TokensAnswer;
      const what = `perplexity ${decimalText(Math.exp(loss))}`;
      return { rank: loss, said: { what, note: `${tokens} tokens` }, right: { what: '', note: '' } };
    },
  },
};
