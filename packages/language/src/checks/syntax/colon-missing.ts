import { rule } from '../rule.js';

export const colonMissing = rule<{ name: string; value: string }>({
  code: 'TLP007',
  severity: 'error',
  title: 'A property or argument needs a colon and a value',
  explanation: 'A property is a name, a colon and a value. A named argument is written the same way.',
  message: ({ name }) => `\`${name}\` needs a colon and a value.`,
  remedy: ({ name, value }) => `Write \`${name}: ${value || '…'}\`.`,
  bad: { data: 'batch 16' },
  good: { data: 'batch: 16' },
});
