import { didYouMean } from './did-you-mean.js';
import { rule } from './rule.js';

export const unknownArgument = rule<{ callee: string; name: string; known: readonly string[] }>({
  code: 'TLP111',
  severity: 'error',
  title: 'An argument is unknown',
  explanation: 'A named argument must be one of the parameters that the reference lists.',
  message: ({ callee, name }) => `\`${callee}\` has no parameter \`${name}\`.`,
  remedy: ({ name, known }) => didYouMean(name, known),
  bad: { phase: 'freeze: all\nepochs: 3\noptimizer: adamw(weight_dekay: 0.01)' },
  good: { phase: 'freeze: all\nepochs: 3\noptimizer: adamw(weight_decay: 0.01)' },
});
