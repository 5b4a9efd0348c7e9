import { rule } from '../rule.js';

export const tooManyArguments = rule<{ callee: string; parameters: readonly string[] }>({
  code: 'TLP117',
  severity: 'error',
  title: 'Too many arguments',
  explanation:
    'Arguments without a name fill the parameters in order. There are more arguments than parameters.',
  message: ({ callee }) => `\`${callee}\` has too many arguments.`,
  remedy: ({ callee, parameters }) =>
    parameters.length === 0
      ? `\`${callee}\` takes no arguments.`
      : `\`${callee}\` takes ${parameters.map((name) => `\`${name}\``).join(', ')}.`,
  bad: { head: 'pool(average, max)\ndense(classes)' },
  good: { head: 'pool(both)\ndense(classes)' },
});
