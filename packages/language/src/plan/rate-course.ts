import type { LearningRate } from '../resolve/pipeline.js';

/** The course of a learning rate over a phase, in words: `rises to 1e-4 over the first 10%, then falls …`. */
export function rateCourse(rate: LearningRate, show: (n: number) => string): string {
  const rise =
    rate.warmup > 0
      ? `rises from 0 to ${show(rate.rate)} over the first ${share(rate.warmup)} of the steps, then `
      : '';
  const from = rate.warmup > 0 ? '' : ` from ${show(rate.rate)}`;
  switch (rate.kind) {
    case 'constant':
      return rate.warmup > 0 ? `${rise}stays there` : `${show(rate.rate)} throughout`;
    case 'cosine':
      return `${rise}falls${from} to ${show(rate.end)} along half a cosine`;
    case 'linear':
      return `${rise}falls${from} to ${show(rate.end)} along a line`;
    case 'step': {
      const often = rate.every === 1 ? 'every epoch' : `every ${rate.every} epochs`;
      return `${rise}${rise ? 'is' : `starts at ${show(rate.rate)} and is`} multiplied by ${rate.factor} ${often}`;
    }
    case 'flat_cosine':
      return (
        `${rise}${rise ? 'stays' : `is ${show(rate.rate)}`} up to ${share(rate.flat)} of the phase, ` +
        `then falls to ${show(rate.rate / rate.finalDivisor)} along half a cosine`
      );
    case 'one_cycle':
    case 'fit_one_cycle':
      return (
        `rises from ${show(rate.rate / rate.divisor)} to ${show(rate.rate)} over the first ${share(rate.warmup)} of ` +
        `the steps, then falls to ${show(rate.rate / rate.finalDivisor)}`
      );
  }
}

const share = (value: number): string => `${Number((100 * value).toPrecision(3))}%`;
