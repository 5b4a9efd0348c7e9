import { rule } from '../rule.js';

export const argumentTwice = rule<{ callee: string; name: string }>({
  code: 'TLP112',
  severity: 'error',
  title: 'An argument is set twice',
  explanation: 'An argument can be set by position or by name, but only once.',
  message: ({ callee, name }) => `\`${name}\` is set twice in \`${callee}\`.`,
  remedy: () => 'Keep one of them.',
  bad: { head: 'pool(average)\ndropout(20%, rate: 30%)\ndense(classes)' },
  good: { head: 'pool(average)\ndropout(rate: 30%)\ndense(classes)' },
});
