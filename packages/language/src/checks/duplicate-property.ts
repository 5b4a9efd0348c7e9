import { rule } from './rule.js';

export const duplicateProperty = rule<{ name: string }>({
  code: 'TLP102',
  severity: 'error',
  title: 'A property is given twice',
  explanation: 'Of two values one would be silently dropped, and which one would be a matter of luck.',
  message: ({ name }) => `\`${name}\` is given twice in this block.`,
  remedy: () => 'Keep one of them.',
  bad: { data: 'batch: 16\nbatch: 32' },
  good: { data: 'batch: 32' },
});
