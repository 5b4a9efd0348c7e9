/** The trials of a sweep under the curves of the one that trains, as they come out. */
import type { LivePage } from '../live/serve-live.js';
import type { Trial } from '../sweep/draw-trials.js';
import { trialsSection } from '../sweep/page.js';
import type { Outcome, SweepRecord } from '../sweep/record.js';

export function liveTrials(record: SweepRecord, live: LivePage | null) {
  let now = record;
  const show = () => live?.under(trialsSection(now, false));
  show();
  return {
    trial({ name }: Trial, outcome: Outcome) {
      const trials = now.trials.map((trial) => (trial.name === name ? { ...trial, ...outcome } : trial));
      now = { ...now, trials };
      show();
    },
  };
}
