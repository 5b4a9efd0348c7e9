import { didYouMean, nearest } from '../did-you-mean.js';
import { foreignMeaning } from '../foreign-names.js';
import { rule } from '../rule.js';

/** Other libraries give the rate to the optimizer; here it is the phase's. */
export const meansRate = (name: string, known: readonly string[]): boolean =>
  nearest(name, known) === undefined &&
  (name === 'learning_rate' || foreignMeaning(name, ['learning_rate']) !== undefined);

export const unknownArgument = rule<{ callee: string; name: string; known: readonly string[] }>({
  code: 'TLP111',
  severity: 'error',
  title: 'Unknown argument',
  explanation: 'A named argument must be one of the parameters in the reference.',
  message: ({ callee, name }) => `\`${callee}\` has no parameter \`${name}\`.`,
  remedy: ({ name, known }) =>
    meansRate(name, known)
      ? 'The rate is a property of the phase: `learning_rate: 1e-3`.'
      : didYouMean(name, known),
  bad: { phase: 'freeze: all\nepochs: 3\noptimizer: adamw(weight_dekay: 0.01)' },
  good: { phase: 'freeze: all\nepochs: 3\noptimizer: adamw(weight_decay: 0.01)' },
});
