import { rule } from '../../rule.js';

export const escapeInPath = rule<{ sequence: string }>({
  code: 'TLP309',
  severity: 'error',
  title: 'A backslash starts an escape sequence',
  explanation:
    'In a string, a backslash and the character after it form an escape sequence, such as `\\n` for a line break. Paths use `/` on every system.',
  message: ({ sequence }) => `\`${sequence}\` is an escape sequence, not part of a path.`,
  remedy: () => 'Write `/` between folders.',
  bad: { data: 'split: folders(train: "new\\train", test: "test")' },
  good: { data: 'split: folders(train: "new/train", test: "test")' },
});
