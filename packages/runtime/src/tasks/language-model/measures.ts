import { type MeasuresOf, sumsMeasure } from '../measures.js';
import type { TokensAnswer } from './task.js';

/** Parts of texts are drawn whole. Which tokens were right is kept of none. */
export const languageModelMeasures: MeasuresOf = ({ predictions }) => {
  const answers = predictions.map(({ answer }) => answer as TokensAnswer);
  const sums = [answers.map(({ loss, tokens }) => loss * tokens), answers.map(({ tokens }) => tokens)];
  const mean = ([loss, tokens]: readonly number[]): number => loss! / tokens!;
  return [sumsMeasure('perplexity', sums, (of) => Math.exp(mean(of))), sumsMeasure('loss', sums, mean)];
};
