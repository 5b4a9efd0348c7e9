import { rule } from '../rule.js';

export const overrideSyntax = rule<{ text: string }>({
  code: 'TLP131',
  severity: 'error',
  title: 'An override is not `path=value`',
  explanation: 'An override names a property by its path and gives it a new value.',
  message: ({ text }) => `\`${text}\` is not of the form \`path=value\`.`,
  remedy: () => 'Write, for example, `--set schedule.tune.epochs=3`.',
  bad: { sets: ['schedule.train.epochs'] },
  good: { sets: ['schedule.train.epochs=3'] },
});
