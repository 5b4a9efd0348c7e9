import { rule } from './rule.js';

export const tooManyArguments = rule<{ callee: string; parameters: readonly string[] }>({
  code: 'TLP117',
  severity: 'error',
  title: 'There are too many arguments',
  explanation: 'Arguments without a name fill the parameters in their order; there are more of them here.',
  message: ({ callee }) => `\`${callee}\` is given too many arguments.`,
  remedy: ({ callee, parameters }) =>
    parameters.length === 0
      ? `\`${callee}\` takes none; remove it.`
      : `\`${callee}\` takes ${parameters.map((name) => `\`${name}\``).join(', ')}.`,
  bad: { head: 'pool(average, max)\ndense(classes)' },
  good: { head: 'pool(both)\ndense(classes)' },
});
