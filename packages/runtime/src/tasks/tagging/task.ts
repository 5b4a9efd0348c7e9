/** A tag for each word. */
import type { TagScheme } from '@tlp/language/data/tags/scheme.js';
import { percent } from '@tlp/language/quantities.js';
import type { Labels } from '@tlp/language/resolve/pipeline.js';
import { detailsOf } from '@tlp/language/run/metrics.js';
import { type TaggingDetails, tagging } from '@tlp/language/tasks/tagging.js';
import { noSettings } from '../settings.js';
import type { Guess, Task, TaskOptions } from '../task.js';
import { noSuchLoss } from '../task-loss.js';
import { answerOf, type TagAnswer, tagsOf } from './answer.js';
import { tokenCrossEntropy } from './loss.js';
import { createTaggingMetrics } from './metrics.js';
import { tagRates, tokenTargets } from './targets.js';
import { viewOf } from './view.js';

export const schemeOf = (labels: Labels): TagScheme =>
  labels.kind === 'table' && labels.answer.kind === 'tags' ? labels.answer.scheme : 'none';

/** @throws Error of a loss that is none of the task's */
export function createTagging({ outputs, loss, settings = noSettings }: TaskOptions): Task<TagAnswer> {
  if (loss.kind !== 'cross_entropy') throw noSuchLoss(loss, 'tagging');
  const tags = outputs.length;
  const { scheme = 'none' } = settings;

  // The best that can be said of every word alike is how often each tag occurs.
  const guess = (targets: Parameters<Task['guess']>[0]): Guess => ({
    loss: tagRates(targets, tags).reduce((sum, rate) => (rate === 0 ? sum : sum - rate * Math.log(rate)), 0),
    words: 'guessing each tag as often as it occurs',
  });

  const task: Task<TagAnswer> = {
    definition: tagging,
    outputs,
    settings,
    settle: () => task,
    addLoss: tokenCrossEntropy,
    feedTargets(targets, _, layout) {
      if (!layout) throw new Error('Tags belong to words, and these examples have none.');
      return tokenTargets(targets, layout);
    },
    guess,
    balance: () => ({ addLoss: tokenCrossEntropy, weight: () => 1, order: null }),
    metrics: () => createTaggingMetrics(outputs, scheme),
    training: {
      score: 'word_accuracy',
      sum: (logits, targets) =>
        targets.reduce((sum, target, i) => {
          const said = tagsOf(logits[i]!, tags);
          return sum + target.filter((tag, word) => said[word] === tag).length;
        }, 0),
    },
    answer(logits, { words }) {
      if (!words) throw new Error('Only words can be tagged, and this text has none.');
      return answerOf(logits, tags, words);
    },
    view: viewOf(outputs, scheme),
    table(metrics) {
      const { types } = detailsOf<TaggingDetails>(metrics, 'tagging');
      const many = scheme === 'none' ? 'words' : 'entities';
      return {
        columns: [scheme === 'none' ? 'tag' : 'type', 'F1', 'precision', 'recall', many],
        rows: types.map((one) => [
          one.name,
          ...[one.f1, one.precision, one.recall].map(percent),
          String(one.support),
        ]),
      };
    },
  };
  return task;
}
