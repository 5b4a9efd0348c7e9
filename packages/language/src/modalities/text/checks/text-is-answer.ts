import { checked } from '../../../checks/checked.js';
import { writtenColumns } from '../../../data/table/columns.js';
import { tasks } from '../../../tasks/index.js';
import { isTextData, type TextData } from '../data.js';
import { textExample } from './example.js';

export const textIsAnswer = checked<{ column: string; property: string }, TextData>({
  code: 'TLP342',
  severity: 'error',
  title: 'The text is what is to be predicted',
  explanation:
    'A network that reads the answer learns to copy it. Where the answer is part of the text, as a word or a tag, it must be taken out.',
  message: ({ column, property }) => `\`text\` and \`${property}\` both name the column \`${column}\`.`,
  remedy: ({ property }) => `Name another column at \`${property}\`, or at \`text\`.`,
  bad: textExample({ data: 'text: body\nlabel: body' }),
  good: textExample(),
  applies: { data: isTextData },
  reads: ['data.path', 'data.text', 'data.label', 'data.labels', 'data.target', 'data.tags'],
  check({ pipeline: { data } }, found) {
    if (data.labels.kind !== 'table') return;
    const { answer, task } = data.labels;
    const column = writtenColumns(answer).find((name) => data.text.includes(name));
    const property = tasks[task].answer.name;
    if (column !== undefined) found({ column, property }, `data.${property}`);
  },
});
