/** Successive halving (Jamieson and Talwalkar 2016, arXiv:1502.07943), by epochs of the whole schedule. */
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';

/** Epochs of all phases; a phase that is solved has one. */
export const epochsOf = ({ schedule }: Pick<Pipeline, 'schedule'>): number =>
  schedule.phases.reduce((sum, phase) => sum + (phase.solve ? 1 : phase.epochs), 0);

export interface Round {
  /** Of its epochs each trial has trained this share at the end of the round; 1 in the last. */
  readonly share: number;
  /** How many go on afterwards. */
  readonly keep: number;
}

/**
 * Rounds in each of which the trials train for twice as many epochs as before, and the better half goes on. The first one has an epoch
 * at least.
 * @param epochs of the trial that has the fewest
 */
export function roundsOf(trials: number, epochs: number, stop: 'halving' | null): readonly Round[] {
  const halvings = stop === null ? 0 : Math.min(Math.floor(Math.log2(trials)), Math.floor(Math.log2(epochs)));
  const rounds: Round[] = [];
  let left = trials;
  for (let at = halvings; at >= 0; at--) {
    const keep = at === 0 ? left : Math.ceil(left / 2);
    rounds.push({ share: 2 ** -at, keep });
    left = keep;
  }
  return rounds;
}

/** How many epochs a trial has trained at the end of a round. */
export const epochsAt = ({ share }: Round, epochs: number): number => Math.ceil(share * epochs);

/** What share of all epochs of all trials is trained. */
export function shareTrained(trials: number, rounds: readonly Round[]): number {
  let before = 0;
  let running = trials;
  let sum = 0;
  for (const { share, keep } of rounds) {
    sum += running * (share - before);
    before = share;
    running = keep;
  }
  return sum / trials;
}
