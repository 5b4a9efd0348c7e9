import { rule } from '../rule.js';

export const unusedLet = rule<{ name: string }>({
  code: 'TLP122',
  severity: 'warning',
  ofAbsence: true,
  tag: 'unnecessary',
  title: 'A `let` is not used',
  explanation: 'A value that nothing uses is a leftover, or its name is misspelled where it should be used.',
  message: ({ name }) => `\`${name}\` is never used.`,
  remedy: () => 'Remove it, or use it.',
  bad: { top: 'let size = 16' },
  good: { top: 'let size = 16', data: 'batch: size' },
});
