import { rule } from '../rule.js';

export const duplicateLet = rule<{ name: string }>({
  code: 'TLP127',
  severity: 'error',
  title: 'A `let` is declared twice',
  explanation: 'A name has one value. A `let` inside a pipeline may override one of the file.',
  message: ({ name }) => `\`${name}\` is declared twice.`,
  remedy: () => 'Keep one of them.',
  bad: { top: 'let size = 16\nlet size = 32', data: 'batch: size' },
  good: { top: 'let size = 32', data: 'batch: size' },
});
