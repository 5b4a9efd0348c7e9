import { classesOf } from '../../../data/seen.js';
import { fileChecked } from '../../checked.js';

export const numericClasses = fileChecked<{ first: string; second: string }>({
  code: 'TLP370',
  severity: 'info',
  title: 'Numeric class folders have different lengths',
  explanation:
    'Keras and torchvision sort folder names as text, so `10` comes before `2` and class index 1 is the folder `10`. TLP sorts them as numbers. Comparing class indices with those tools, or using the exported model by index, would mix the classes up.',
  message: ({ first, second }) =>
    `Other tools sort the class \`${second}\` before \`${first}\`; here it comes after.`,
  remedy: () => 'Give all names the same number of digits (`01`, `02`, `10`), or use words.',
  bad: { data: 'batch: 16', folders: { 'photos/1': 30, 'photos/2': 30, 'photos/10': 30 } },
  good: { data: 'batch: 16', folders: { 'photos/01': 30, 'photos/02': 30, 'photos/10': 30 } },
  reads: ['data.path', 'data.split'],
  check({ data }, found) {
    const names = data ? classesOf(data) : [];
    const numbers = names.filter((name) => /^\d+$/.test(name)).sort((a, b) => Number(a) - Number(b));
    if (numbers.length < 2 || numbers.length * 2 < names.length) return;
    const at = numbers.findIndex((name, index) => index > 0 && name < numbers[index - 1]!);
    if (at > 0) found({ first: numbers[at - 1]!, second: numbers[at]! }, 'data.path');
  },
});
