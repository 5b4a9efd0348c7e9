import { didYouMean } from '../did-you-mean.js';
import { rule } from '../rule.js';

export const unknownOverride = rule<{ path: string; known: readonly string[] }>({
  code: 'TLP130',
  severity: 'error',
  title: 'The override matches nothing',
  explanation: 'The path of an override must be that of a property; `tlp explain` shows them all.',
  message: ({ path }) => `The override matches nothing: no pipeline in the file has \`${path}\`.`,
  remedy: ({ path, known }) => didYouMean(path, known),
  bad: { sets: ['schedule.train.epoch=3'] },
  good: { sets: ['schedule.train.epochs=3'] },
});
