import { rule } from './rule.js';

export const unusedSuppression = rule<{ code: string }>({
  code: 'TLP191',
  severity: 'warning',
  title: 'A comment suppresses nothing',
  explanation:
    'What the comment was written for is put right, or stands elsewhere. Left there, it would hide the next mistake ' +
    'of this kind.',
  message: ({ code }) => `There is no \`${code}\` here to be suppressed.`,
  remedy: () => 'Remove the comment, or move it to the line before the message or to its end.',
  bad: { data: 'batch: 16 // tlp-ignore TLP304: the images are few' },
  good: { data: 'augment: flip(horizontal) // tlp-ignore TLP304: the images are few' },
  tag: 'unnecessary',
});
