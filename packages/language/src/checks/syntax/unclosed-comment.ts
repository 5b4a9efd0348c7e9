import { rule } from '../rule.js';

export const unclosedComment = rule<Record<never, never>>({
  code: 'TLP008',
  severity: 'error',
  title: 'A comment is never closed',
  explanation:
    'A comment that starts with `/*` ends with `*/`. Without it, the comment is taken to end with its line and the lines below that start with a star.',
  message: () => 'This comment is never closed.',
  remedy: () => 'Close it with `*/`.',
  bad: { data: '/* smaller\nbatch: 16' },
  good: { data: '/* smaller */\nbatch: 16' },
});
