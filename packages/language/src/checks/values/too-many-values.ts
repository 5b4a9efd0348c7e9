import { rule } from '../rule.js';

export const tooManyValues = rule<{ name: string }>({
  code: 'TLP114',
  severity: 'error',
  title: 'A property takes only one value',
  explanation: 'Only lists such as `augment` and `freeze` take several values.',
  message: ({ name }) => `\`${name}\` takes one value.`,
  remedy: () => 'Keep one of the values.',
  bad: { data: 'balance: class_weights, sampling' },
  good: { data: 'balance: class_weights' },
});
