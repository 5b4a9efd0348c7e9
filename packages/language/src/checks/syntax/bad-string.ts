import { rule } from '../rule.js';

/** The text with plain double quotes around it. */
export const quoted = (text: string): string => `"${text.replaceAll(/^["'“”‘’]|["'“”‘’]$/g, '').trim()}"`;

export const badString = rule<{ text: string }>({
  code: 'TLP002',
  severity: 'error',
  title: 'A string is not closed, or is in the wrong quotes',
  explanation:
    'A string goes between straight double quotes, on one line. Word processors turn them into curly quotes.',
  message: ({ text }) =>
    text.startsWith('"') ? 'This string is never closed.' : 'Use straight double quotes.',
  remedy: ({ text }) => `Write \`${quoted(text)}\`.`,
  bad: {
    file: 'pipeline p {\n  backbone resnet18\n  data images("photos) {\n    batch: 8\n  }\n  head {\n    pool\n    dense(classes)\n  }\n  schedule {\n    phase a {\n      freeze: all\n      epochs: 1\n    }\n  }\n}\n',
  },
  good: { data: 'batch: 8' },
});
