import { rule } from '../rule.js';

export const missingArgument = rule<{ callee: string; name: string; example: string }>({
  code: 'TLP113',
  severity: 'error',
  ofAbsence: true,
  title: 'An argument is missing',
  explanation: 'This argument has no default, because no value suits most pipelines.',
  message: ({ callee, name }) => `\`${callee}\` needs \`${name}\`.`,
  remedy: ({ callee, example }) => `Write, for example, \`${callee}(${example})\`.`,
  bad: { head: 'pool(average)\ndropout\ndense(classes)' },
  good: { head: 'pool(average)\ndropout(20%)\ndense(classes)' },
});
