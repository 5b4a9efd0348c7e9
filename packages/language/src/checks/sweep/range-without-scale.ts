import { rule } from '../rule.js';

export const rangeWithoutScale = rule<{ text: string; scale: 'log' | 'linear'; why: 'bare' | 'zero' }>({
  code: 'TLP889',
  severity: 'error',
  title: 'A range that nothing is drawn from',
  explanation:
    'A sweep draws from a range by factors, `log(1e-5..1e-3)`, or evenly, `linear(0..0.3)`. Factors begin above 0.',
  message: ({ text, why }) =>
    why === 'bare'
      ? `\`${text}\` does not say how values are drawn from it.`
      : `\`${text}\` begins at 0 or below, where there are no factors.`,
  remedy: ({ text, scale }) => `Write \`${scale}(${text})\`.`,
  bad: { sweep: 'schedule.train.learning_rate: 1e-4..1e-2\ntrials: 4' },
  good: { sweep: 'schedule.train.learning_rate: log(1e-4..1e-2)\ntrials: 4' },
});
