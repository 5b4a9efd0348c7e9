import { tasks } from '../../tasks/index.js';
import { checked } from '../checked.js';
import { heights } from '../data/table/example.js';

export const balanceOfAnotherTask = checked<{ balance: string; predicts: string; fits: readonly string[] }>({
  code: 'TLP521',
  severity: 'error',
  title: 'A balance that does not fit what is predicted',
  explanation:
    'Class weights let rare classes, and labels that are rarely there, count more in the loss. Sampling draws each class or label equally often. Numbers have no classes that could be rare.',
  message: ({ balance, predicts }) =>
    `\`balance: ${balance}\` does not fit: the pipeline predicts ${predicts}.`,
  remedy: ({ fits }) =>
    fits.length === 0
      ? 'Remove the property.'
      : `Write ${fits.map((name) => `\`balance: ${name}\``).join(' or ')}, or remove the property.`,
  bad: heights({ data: 'balance: sampling' }),
  good: heights({}),
  reads: ['data'],
  check({ pipeline: { task, data } }, found) {
    const { predicts, balances } = tasks[task];
    const fits: readonly string[] = balances;
    if (fits.includes(data.balance)) return;
    found({ balance: data.balance, predicts, fits: fits.filter((name) => name !== 'none') }, 'data.balance');
  },
});
