import { rule } from '../rule.js';

export const suppressedError = rule<{ code: string }>({
  code: 'TLP192',
  severity: 'warning',
  title: 'A comment tries to suppress an error',
  explanation:
    'A pipeline with an error cannot run, so hiding the error would not help. Warnings and hints can be suppressed.',
  message: ({ code }) => `\`${code}\` is an error here, and errors cannot be suppressed.`,
  remedy: () => 'Fix the error and remove the comment.',
  bad: { data: 'batch: 0 // tlp-ignore TLP109' },
  good: { data: 'batch: 16' },
});
