import { rule } from './rule.js';

export const unclosedComment = rule<Record<never, never>>({
  code: 'TLP008',
  severity: 'error',
  title: 'A comment is not closed',
  explanation:
    'A comment that begins with `/*` runs to `*/`. Without it, the comment is taken to end with its line and the lines under it that begin with a star.',
  message: () => 'The comment that begins here is not closed.',
  remedy: () => 'Close it with `*/`.',
  bad: { data: '/* smaller\nbatch: 16' },
  good: { data: '/* smaller */\nbatch: 16' },
});
