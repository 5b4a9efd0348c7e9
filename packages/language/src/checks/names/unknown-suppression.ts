import { nearest } from '../did-you-mean.js';
import { rule } from '../rule.js';

export const unknownSuppression = rule<{ code: string; known: readonly string[] }>({
  code: 'TLP190',
  severity: 'warning',
  title: 'A comment suppresses an unknown code',
  explanation:
    '`// tlp-ignore TLP304: reason` hides the message with this code on its own line or, if the comment stands alone, on the next line. `// tlp-ignore-file TLP304: reason` hides it in the whole file. Only messages about the file itself can be suppressed.',
  message: ({ code }) =>
    code === '' ? 'The comment names no code.' : `No message about a file has the code \`${code}\`.`,
  remedy: ({ code, known }) => {
    const near = code === '' ? undefined : nearest(code, known);
    return near === undefined ? 'Write it as `// tlp-ignore TLP304: reason`.' : `Did you mean \`${near}\`?`;
  },
  bad: { data: '// tlp-ignore TLP3O4: the images are few\naugment: flip(horizontal)' },
  good: { data: '// tlp-ignore TLP304: there are few images\naugment: flip(horizontal)' },
});
