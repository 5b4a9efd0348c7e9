import { rule } from './rule.js';

export const duplicateLet = rule<{ name: string }>({
  code: 'TLP127',
  severity: 'error',
  title: 'A `let` is given twice',
  explanation: 'A name means one value. A `let` inside a pipeline may stand for one of the file, though.',
  message: ({ name }) => `\`${name}\` is given twice.`,
  remedy: () => 'Keep one of them.',
  bad: { top: 'let size = 16\nlet size = 32', data: 'batch: size' },
  good: { top: 'let size = 32', data: 'batch: size' },
});
