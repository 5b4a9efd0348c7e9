import { rule } from '../rule.js';

export const unusedSuppression = rule<{ code: string }>({
  code: 'TLP191',
  severity: 'warning',
  title: 'A comment suppresses nothing',
  explanation:
    'The mistake this comment was for is fixed or has moved. Left here, the comment would hide the next mistake of this kind.',
  message: ({ code }) => `There is no \`${code}\` here to suppress.`,
  remedy: () => 'Remove the comment, or move it to the line of the message or the line before it.',
  bad: { data: 'batch: 16 // tlp-ignore TLP304: there are few images' },
  good: { data: 'augment: flip(horizontal) // tlp-ignore TLP304: there are few images' },
  tag: 'unnecessary',
});
