import { rule } from './rule.js';

export const colonMissing = rule<{ name: string; value: string }>({
  code: 'TLP007',
  severity: 'error',
  title: 'A property has no colon or no value',
  explanation: 'A property is its name, a colon and its value; the colon makes its beginning certain.',
  message: ({ name }) => `\`${name}\` is not followed by a colon and a value.`,
  remedy: ({ name, value }) => `Write \`${name}: ${value || '…'}\`.`,
  bad: { data: 'batch 16' },
  good: { data: 'batch: 16' },
});
