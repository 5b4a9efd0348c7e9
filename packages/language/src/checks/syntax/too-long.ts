import { largestText } from '../../files.js';
import { count } from '../../quantities.js';
import { rule } from '../rule.js';

export const tooLong = rule<{ length: number }>({
  code: 'TLP009',
  severity: 'error',
  title: 'The file is too long',
  explanation: `A pipeline takes some thousands of characters; a file of more than ${count(largestText)} is something else.`,
  message: ({ length }) =>
    `The file has ${count(length)} characters, and at most ${count(largestText)} are read.`,
  remedy: () => 'Check that it is the file you meant, or split it into several with `import`.',
  bad: { file: `/*${'*'.repeat(largestText)}` },
  good: {},
});
