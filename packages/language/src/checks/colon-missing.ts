import { rule } from './rule.js';

export const colonMissing = rule<{ name: string; value: string }>({
  code: 'TLP007',
  severity: 'error',
  title: 'A property or argument has no colon or no value',
  explanation:
    'A property is its name, a colon and its value; the colon makes its beginning certain. An argument that is ' +
    'given by name is written likewise.',
  message: ({ name }) => `\`${name}\` is not followed by a colon and a value.`,
  remedy: ({ name, value }) => `Write \`${name}: ${value || '…'}\`.`,
  bad: { data: 'batch 16' },
  good: { data: 'batch: 16' },
});
