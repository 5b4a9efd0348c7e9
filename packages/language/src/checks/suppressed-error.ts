import { rule } from './rule.js';

export const suppressedError = rule<{ code: string }>({
  code: 'TLP192',
  severity: 'warning',
  title: 'A comment tries to suppress an error',
  explanation:
    'With an error the pipeline cannot run, so hiding it would help nobody. Warnings and hints can be suppressed.',
  message: ({ code }) => `\`${code}\` is an error here, and errors cannot be suppressed.`,
  remedy: () => 'Put the error right, and remove the comment.',
  bad: { data: 'batch: 0 // tlp-ignore TLP109' },
  good: { data: 'batch: 16' },
});
