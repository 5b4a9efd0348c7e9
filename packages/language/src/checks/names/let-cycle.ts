import { rule } from '../rule.js';

export const letCycle = rule<{ name: string }>({
  code: 'TLP123',
  severity: 'error',
  title: 'A `let` is defined in terms of itself',
  explanation: 'A `let` may use other `let`s, but the chain must end in a value.',
  message: ({ name }) => `\`${name}\` is defined in terms of itself.`,
  remedy: () => 'Give it a value of its own.',
  bad: { top: 'let a = b\nlet b = a', data: 'batch: a' },
  good: { top: 'let a = b\nlet b = 16', data: 'batch: a' },
});
