import { didYouMean, nearest } from '../did-you-mean.js';
import { rule } from '../rule.js';
import { whyNeedless } from './needless-names.js';

export const unknownProperty = rule<{
  name: string;
  block: string;
  known: readonly string[];
  homes: readonly string[];
}>({
  code: 'TLP101',
  severity: 'error',
  title: 'Unknown property',
  explanation: 'Each block has its own properties; the reference lists them.',
  message: ({ name, block }) => `\`${block}\` has no property \`${name}\`.`,
  remedy: ({ name, known, homes }) => {
    const why = whyNeedless(name);
    if (why !== undefined) return `Remove it: ${why}.`;
    return nearest(name, known) === undefined && homes.length > 0
      ? `It belongs in ${homes.map((home) => `\`${home}\``).join(' or ')}.`
      : didYouMean(name, known);
  },
  bad: { phase: 'freeze: all\nepoch: 3' },
  good: { phase: 'freeze: all\nepochs: 3' },
});
