import { largestText } from '../../files.js';
import { didYouMean } from '../did-you-mean.js';
import { rule } from '../rule.js';

const megabytes = largestText / 1e6;

export const importMissing = rule<{
  path: string;
  /** What could be imported instead. */
  known: readonly string[];
  /** Something is there: a folder, a device or a file that is too long. */
  unfit: boolean;
}>({
  code: 'TLP134',
  severity: 'error',
  title: 'An imported file is missing',
  explanation:
    'The path after `import` is relative to the folder of the file it is in. Only regular files of up to ' +
    `${megabytes} MB are read.`,
  message: ({ path, unfit }) =>
    unfit ? `\`${path}\` is not a file of up to ${megabytes} MB.` : `There is no file \`${path}\`.`,
  remedy: ({ path, known }) =>
    known.length > 0
      ? didYouMean(path, known)
      : 'Correct the path. It is relative to the folder of this file.',
  bad: { top: 'import "share.tlp"', data: 'batch: size', others: { 'shared.tlp': 'let size = 16\n' } },
  good: { top: 'import "shared.tlp"', data: 'batch: size', others: { 'shared.tlp': 'let size = 16\n' } },
});
