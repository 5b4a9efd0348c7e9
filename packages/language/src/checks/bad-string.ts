import { rule } from './rule.js';

/** The text with plain double quotes around it. */
export const quoted = (text: string): string => `"${text.replaceAll(/^["'“”‘’]|["'“”‘’]$/g, '').trim()}"`;

export const badString = rule<{ text: string }>({
  code: 'TLP002',
  severity: 'error',
  title: 'A text is not closed, or in the wrong quotes',
  explanation:
    'Texts stand between plain double quotes, on one line. Word processors change them to curly ones.',
  message: ({ text }) =>
    text.startsWith('"') ? 'The text is not closed.' : 'The text is not in plain double quotes.',
  remedy: ({ text }) => `Write \`${quoted(text)}\`.`,
  bad: {
    file: 'pipeline p {\n  backbone resnet18\n  data images("photos) {\n    batch: 8\n  }\n  head {\n    pool\n    dense(classes)\n  }\n  schedule {\n    phase a {\n      freeze: all\n      epochs: 1\n    }\n  }\n}\n',
  },
  good: { data: 'batch: 8' },
});
