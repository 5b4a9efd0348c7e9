import { rule } from '../rule.js';

export const emptySweep = rule<{ path?: string }>({
  code: 'TLP906',
  severity: 'error',
  title: 'A sweep of nothing',
  explanation: 'A sweep names at least one value of the pipeline, and for each at least one value to try.',
  message: ({ path }) =>
    path === undefined ? 'This sweep tries nothing.' : `No value of \`${path}\` is given to try.`,
  remedy: ({ path }) =>
    path === undefined
      ? 'Write what is tried, such as `schedule.tune.learning_rate: log(1e-5..1e-3)`.'
      : `Write some, such as \`${path}: …, …\`.`,
  ofAbsence: true,
  bad: { sweep: 'trials: 4' },
  good: { sweep: 'data.batch: 16, 32\ntrials: 2' },
});
