/** The tokens of texts themselves: the next one, or those that are hidden. */
import { textInputs } from '@tlp/language/modalities/text/preprocessing.js';
import { counted } from '@tlp/language/quantities.js';
import type { Metrics } from '@tlp/language/run/metrics.js';
import { type LanguageModelDetails, languageModel } from '@tlp/language/tasks/language-model.js';
import { decimalText } from '@tlp/language/tasks/metric.js';
import type { Feeds } from '../../engines/types.js';
import { noSettings } from '../settings.js';
import type { AnswerView, MetricsAccumulator, Task, TaskOptions } from '../task.js';
import { noSuchLoss } from '../task-loss.js';
import { summedLoss } from './loss.js';

export interface TokensAnswer {
  /** The mean over the tokens that were judged, in nats; 0 where there were none. */
  readonly loss: number;
  readonly tokens: number;
}

/** @throws Error of a loss that is none of the task's */
export function createLanguageModel({
  outputs,
  loss,
  settings = noSettings,
}: TaskOptions): Task<TokensAnswer> {
  if (loss.kind !== 'cross_entropy') throw noSuchLoss(loss, 'language_model');
  const task: Task<TokensAnswer> = {
    definition: languageModel,
    outputs,
    settings,
    settle: () => task,
    addLoss: summedLoss,
    feedTargets: (targets) => ({ data: new Float32Array(targets.length), shape: [targets.length] }),
    judged: judgedIn,
    // A network that was trained tells far more than any guess from the start, so nothing is learned from comparing them.
    guess: () => ({ loss: Number.POSITIVE_INFINITY, words: 'knowing nothing' }),
    balance: () => ({ addLoss: summedLoss, weight: () => 1, order: null }),
    metrics: createTokenMetrics,
    training: {
      score: 'token_accuracy',
      sum: (rows) => rows.reduce((sum, [, right]) => sum + right!, 0),
    },
    answer: ([sum, , tokens]) => ({ loss: tokens === 0 ? 0 : sum! / tokens!, tokens: tokens! }),
    view,
    table: () => null,
  };
  return task;
}

/** Of each row those places where a token is to be told. */
function judgedIn(feeds: Feeds): readonly number[] {
  const { data, shape } = feeds[textInputs.answers]!;
  const [rows = 0, tokens = 0] = shape;
  return Array.from({ length: rows }, (_, row) => {
    let judged = 0;
    for (let at = row * tokens; at < (row + 1) * tokens; at++) if (data[at]! >= 0) judged += 1;
    return judged;
  });
}

/** Sums over all tokens, however many an example has. */
function createTokenMetrics(): MetricsAccumulator {
  const sums = { examples: 0, loss: 0, right: 0, tokens: 0 };
  return {
    add(rows) {
      for (const [loss, right, tokens] of rows) {
        sums.examples += 1;
        sums.loss += loss!;
        sums.right += right!;
        sums.tokens += tokens!;
      }
    },
    result(): Metrics {
      const mean = sums.loss / Math.max(1, sums.tokens);
      const details: LanguageModelDetails = { task: 'language_model', tokens: sums.tokens };
      return {
        count: sums.examples,
        loss: mean,
        scores: { perplexity: Math.exp(mean), token_accuracy: sums.right / Math.max(1, sums.tokens) },
        details,
      };
    },
  };
}

const perplexity = ({ loss }: TokensAnswer): number => Math.exp(loss);

const view: AnswerView<TokensAnswer> = {
  columns: ['perplexity', 'loss', 'tokens'],
  rows: (answer) => [[perplexity(answer), answer.loss, answer.tokens]],
  json: (answer) => ({ perplexity: perplexity(answer), ...answer }),
  text: (answer) => ({
    first: `perplexity ${decimalText(perplexity(answer))}`,
    rest: [counted(answer.tokens, 'token')],
  }),
};
