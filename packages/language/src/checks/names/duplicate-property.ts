import { rule } from '../rule.js';

export const duplicateProperty = rule<{ name: string }>({
  code: 'TLP102',
  severity: 'error',
  title: 'A property is set twice',
  explanation: 'One of the two values would be dropped silently.',
  message: ({ name }) => `\`${name}\` is set twice in this block.`,
  remedy: () => 'Keep one of them.',
  bad: { data: 'batch: 16\nbatch: 32' },
  good: { data: 'batch: 32' },
});
