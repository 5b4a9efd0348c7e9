import { didYouMean } from '../did-you-mean.js';
import { rule } from '../rule.js';

/** What stands for a truth value, as libraries ask for one, where blocks are named. */
export function freezeOfTruth(name: string): 'all' | 'none' | undefined {
  const truth = name.toLowerCase();
  if (truth === 'true') return 'all';
  return truth === 'false' ? 'none' : undefined;
}

export const unknownBlock = rule<{ name: string; known: readonly string[]; until?: string | undefined }>({
  code: 'TLP400',
  severity: 'error',
  title: 'Unknown block of the backbone',
  explanation: '`freeze` and `until` name blocks of the backbone; `tlp backbones NAME` lists them.',
  message: ({ name, until }) =>
    until === undefined
      ? `The backbone has no block \`${name}\`.`
      : `With \`until: ${until}\`, the backbone has no block \`${name}\`.`,
  remedy: ({ name, known }) => {
    const all = freezeOfTruth(name);
    return all === undefined ? didYouMean(name, known) : `Write \`${all}\`.`;
  },
  bad: { phase: 'freeze: ..blok3\nepochs: 3\nlearning_rate: 1e-5' },
  good: { phase: 'freeze: ..block3\nepochs: 3\nlearning_rate: 1e-5' },
});
