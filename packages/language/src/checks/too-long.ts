import { largestText } from '../files.js';
import { rule } from './rule.js';

const counted = (count: number): string => count.toLocaleString('en-US');

export const tooLong = rule<{ length: number }>({
  code: 'TLP009',
  severity: 'error',
  title: 'The file is too long',
  explanation: `A pipeline takes some thousands of characters; a file of more than ${counted(largestText)} is something else.`,
  message: ({ length }) =>
    `The file has ${counted(length)} characters, and at most ${counted(largestText)} are read.`,
  remedy: () => 'Check that it is the file you meant, or split it into several with `import`.',
  bad: { file: `/*${'*'.repeat(largestText)}` },
  good: {},
});
