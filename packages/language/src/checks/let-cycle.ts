import { rule } from './rule.js';

export const letCycle = rule<{ name: string }>({
  code: 'TLP123',
  severity: 'error',
  title: 'A `let` leads back to itself',
  explanation: 'The value of a `let` may use other `let`s, but following them must end at a value.',
  message: ({ name }) => `The value of \`${name}\` leads back to \`${name}\`.`,
  remedy: () => 'Give one of them a value of its own.',
  bad: { top: 'let a = b\nlet b = a', data: 'batch: a' },
  good: { top: 'let a = b\nlet b = 16', data: 'batch: a' },
});
