import { didYouMean } from './did-you-mean.js';
import { rule } from './rule.js';

export const importMissing = rule<{ path: string; known: readonly string[] }>({
  code: 'TLP134',
  severity: 'error',
  title: 'An imported file is missing',
  explanation: 'The path after `import` is relative to the folder of the file it is in.',
  message: ({ path }) => `There is no file \`${path}\`.`,
  remedy: ({ path, known }) =>
    known.length > 0
      ? didYouMean(path, known)
      : 'Correct the path. It is relative to the folder of this file.',
  bad: { top: 'import "share.tlp"', data: 'batch: size', others: { 'shared.tlp': 'let size = 16\n' } },
  good: { top: 'import "shared.tlp"', data: 'batch: size', others: { 'shared.tlp': 'let size = 16\n' } },
});
