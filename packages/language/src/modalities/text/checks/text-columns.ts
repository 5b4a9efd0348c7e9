import { rule } from '../../../checks/rule.js';
import { textExample } from './example.js';

export const textColumns = rule<{ columns: readonly string[] }>({
  code: 'TLP343',
  severity: 'error',
  title: 'Columns that make no text',
  explanation:
    'A text stands in one column. Networks that compare two texts, such as a premise and a hypothesis, read them from two different columns.',
  message: ({ columns }) =>
    columns.length > 2
      ? `\`text\` names ${columns.length} columns.`
      : `\`text\` names the column \`${columns[0]}\` twice.`,
  remedy: ({ columns }) =>
    columns.length > 2 ? 'Name one column, or the two of a pair.' : 'Name it once, or name the other text.',
  bad: textExample({ data: 'text: body, body\nlabel: stars' }),
  good: textExample(),
});
