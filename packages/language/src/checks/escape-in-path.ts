import { rule } from './rule.js';

export const escapeInPath = rule<{ sequence: string }>({
  code: 'TLP309',
  severity: 'error',
  title: 'A backslash begins an escape',
  explanation:
    'In a text, a backslash and the character after it stand for something else, as `\\n` for a line end. Paths are ' +
    'written with `/` on every system.',
  message: ({ sequence }) => `\`${sequence}\` is an escape, not a part of a path.`,
  remedy: () => 'Write `/` between folders.',
  bad: { data: 'split: folders(train: "new\\train", test: "test")' },
  good: { data: 'split: folders(train: "new/train", test: "test")' },
});
