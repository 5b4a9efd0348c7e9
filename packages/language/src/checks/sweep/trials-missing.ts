import { rule } from '../rule.js';

export const trialsMissing = rule<{ path: string }>({
  code: 'TLP905',
  severity: 'error',
  title: 'How many trials?',
  explanation:
    'Where all values of a sweep are listed, every combination is tried. A range has no end of values, so `trials` must say how many are drawn.',
  message: ({ path }) => `\`${path}\` is drawn from a range, and nothing says how often.`,
  remedy: () => 'Write `trials: 20`, or list the values.',
  ofAbsence: true,
  bad: { sweep: 'schedule.train.learning_rate: log(1e-4..1e-2)' },
  good: { sweep: 'schedule.train.learning_rate: log(1e-4..1e-2)\ntrials: 20' },
});
