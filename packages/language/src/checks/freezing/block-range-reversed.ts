import { rule } from '../rule.js';

export const blockRangeReversed = rule<{ from: string; to: string }>({
  code: 'TLP401',
  severity: 'error',
  title: 'A freeze range is reversed',
  explanation:
    'Blocks are ordered from the input to the head. A range starts with the block nearer the input.',
  message: ({ from, to }) => `\`${from}\` comes after \`${to}\`, so the range is empty.`,
  remedy: ({ from, to }) => `Write \`${to}..${from}\`.`,
  bad: { phase: 'freeze: block3..block1\nepochs: 3\nlearning_rate: 1e-5' },
  good: { phase: 'freeze: ..block3\nepochs: 3\nlearning_rate: 1e-5' },
});
