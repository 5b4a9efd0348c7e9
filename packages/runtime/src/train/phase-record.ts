import type { PhaseOutline, PhaseRecord } from '@tlp/language/run/events.js';
import type { PhaseRun } from './phase-run.js';
import type { PhaseState } from './state.js';

/** What is kept of a phase that has ended. */
export function phaseRecord(
  { phase, sources, lessons, engine }: Pick<PhaseRun, 'phase' | 'sources' | 'lessons' | 'engine'>,
  { trainable, cut, featureBytesPerExample }: PhaseOutline,
  state: PhaseState,
): PhaseRecord {
  const batches = lessons.batches(0);
  const read = batches.reduce((sum, { length }) => sum + length, 0);
  const steps = state.epoch * Math.ceil(batches.length / phase.accumulate);
  const seen = { train: read, validation: sources.validation?.targets.length ?? 0 };
  // Evaluated once, at the end of the last phase; there is none before.
  const test = sources.test?.targets.length ?? 0;
  // What nothing is computed of goes through no frozen part.
  const computes = featureBytesPerExample > 0;
  const plain = !computes ? 0 : state.epoch * (seen.train + seen.validation) + test;
  const fresh =
    state.epoch *
      ((sources.perEpoch.train ? seen.train : 0) + (sources.perEpoch.validation ? seen.validation : 0)) +
    (sources.perEpoch.test ? test : 0);
  const forwardPasses = state.forwardPasses + (computes ? fresh : 0);
  return {
    name: phase.name,
    epochs: state.epoch,
    bestEpoch: state.best?.epoch ?? 0,
    stoppedEarly: state.stoppedEarly,
    ...(state.solved && { solved: state.solved }),
    ...(lessons.pairs && { pairs: { ...lessons.pairs(), steps } }),
    seconds: state.seconds,
    featureSeconds: state.featureSeconds,
    trainable,
    cut,
    featureBytes: sources.stored.bytes,
    forwardPasses,
    forwardPassesSaved: Math.max(0, plain - forwardPasses),
    engine: engine.name,
  };
}
