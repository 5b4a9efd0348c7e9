import { rule } from './rule.js';

export const argumentTwice = rule<{ callee: string; name: string }>({
  code: 'TLP112',
  severity: 'error',
  title: 'An argument is given twice',
  explanation: 'An argument may be given by its place or by its name, once.',
  message: ({ callee, name }) => `\`${callee}\` is given \`${name}\` twice.`,
  remedy: () => 'Keep one of them.',
  bad: { head: 'pool(average)\ndropout(20%, rate: 30%)\ndense(classes)' },
  good: { head: 'pool(average)\ndropout(rate: 30%)\ndense(classes)' },
});
