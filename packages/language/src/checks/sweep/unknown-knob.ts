import { didYouMean } from '../did-you-mean.js';
import { rule } from '../rule.js';

export const unknownKnob = rule<{
  path: string;
  known: readonly string[];
  /** What the path decides of how trials are judged: itself, or what its `let` stands in. */
  judging: string | null;
}>({
  code: 'TLP888',
  severity: 'error',
  title: 'Nothing to try at this path',
  explanation:
    'A sweep tries values of the pipeline, each by its path: `schedule.tune.epochs`, `data.batch`, `backbone.input`, `backbone` itself, or a `let` as ' +
    '`let.rate`. What decides by which examples a trial is judged, and by which metric, is the same for all: else the best one says nothing.',
  message: ({ path, judging }) =>
    judging === null
      ? `The pipeline has no \`${path}\` to try values of.`
      : `Trials with different \`${path}\` cannot be compared${judging === path ? '' : `: \`${judging}\` follows from it`}.`,
  remedy: ({ path, known, judging }) =>
    judging === null ? didYouMean(path, known) : 'Leave it out, and set it in the pipeline.',
  bad: { sweep: 'schedule.train.epoch: 2, 4' },
  good: { sweep: 'schedule.train.epochs: 2, 4' },
});
