/** Trains the trials of a sweep, round by round, each as a run of its own; the feature store is shared by all. */
import path from 'node:path';
import type { TlpError } from '@tlp/language/diagnostic.js';
import { hasCode } from '@tlp/language/diagnostic.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { TrainEvent } from '@tlp/language/run/events.js';
import { isInterrupted } from '../train/phase-run.js';
import { type RunOptions, runPipeline } from '../train/run-pipeline.js';
import type { Trial } from './draw-trials.js';
import type { Outcome, SweepRecord } from './record.js';
import { epochsAt, epochsOf, type Round, roundsOf } from './rounds.js';
import { bestOf, progressOf, ranked } from './standing.js';

export interface PlannedTrial extends Trial {
  readonly pipeline: Pipeline;
}

export interface SweepOptions extends Omit<RunOptions, 'out' | 'resume' | 'onEvent'> {
  /** The directory of the sweep, absolute; each trial has one in it. */
  readonly folder: string;
  readonly onEvent: (trial: Trial, event: TrainEvent) => void;
  /** Awaited when a trial's run is finished, also where it was before. */
  readonly onFinished: (run: string) => Promise<unknown>;
  /** Hears of each trial at the end of its part of a round. */
  readonly onTrial: (
    trial: Trial,
    outcome: Outcome,
    round: { readonly index: number; readonly of: number },
  ) => void;
}

type Standing = PlannedTrial & Outcome;

/**
 * All trials to where their rounds take them. What a directory holds already is not trained again, so a sweep that was stopped or killed
 * comes to the same.
 * @throws TLP850 interrupted; what a run throws, but for its training (TLP650, TLP651), which is the trial's failure
 */
export async function runSweep(
  trials: readonly PlannedTrial[],
  { monitor, sweep }: Pick<SweepRecord, 'monitor' | 'sweep'>,
  options: SweepOptions,
): Promise<readonly (Trial & Outcome)[]> {
  const fewest = Math.min(...trials.map(({ pipeline }) => epochsOf(pipeline)));
  const rounds = roundsOf(trials.length, fewest, sweep.stop);
  let running: readonly PlannedTrial[] = trials;
  const outcomes = new Map<string, Outcome>();
  for (const [index, round] of rounds.entries()) {
    const standings: Standing[] = [];
    for (const trial of running) {
      const outcome = await trainTo(trial, round, monitor, options);
      options.onTrial(trial, outcome, { index, of: rounds.length });
      outcomes.set(trial.name, outcome);
      standings.push({ ...trial, ...outcome });
    }
    const sound = standings.filter(({ state }) => state !== 'failed');
    const kept = new Set(
      ranked(sound, monitor)
        .slice(0, round.keep)
        .map(({ name }) => name),
    );
    running = trials.filter(({ name }) => kept.has(name));
  }
  return trials.map(({ pipeline: _, ...trial }) => ({ ...trial, ...outcomes.get(trial.name)! }));
}

/** Trains one trial to the end of a round, from wherever it stands. */
async function trainTo(
  trial: PlannedTrial,
  round: Round,
  monitor: SweepRecord['monitor'],
  { folder, onEvent, onFinished, onTrial: _, signal, ...options }: SweepOptions,
): Promise<Outcome> {
  const { pipeline, name } = trial;
  const out = path.join(folder, name);
  const epochs = epochsAt(round, epochsOf(pipeline));
  const last = round.share === 1;
  const before = await progressOf(out);
  const enough = before.finished || (!last && before.history.length >= epochs);
  if (!enough) {
    const pause = new AbortController();
    const signals = [pause.signal, ...(signal ? [signal] : [])];
    let done = before.history.length;
    try {
      await runPipeline(pipeline, {
        ...options,
        out,
        resume: before.there,
        signal: AbortSignal.any(signals),
        onEvent(event) {
          onEvent(trial, event);
          if (event.type === 'epoch-end' && ++done >= epochs && !last) pause.abort();
        },
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      if (isOfTraining(error)) {
        const { history } = await progressOf(out);
        const why = error.diagnostics[0]!.message;
        return { state: 'failed', epochs: history.length, validation: null, why };
      }
      if (!isInterrupted(error)) throw error;
    }
  }
  const now = enough ? before : await progressOf(out);
  // One that stopped early has come to its end in an earlier round than the last.
  const finished = now.finished && (last || now.history.length <= epochs);
  if (finished) await onFinished(out);
  const seen = last ? now.history.length : Math.min(epochs, now.history.length);
  return {
    state: finished ? 'finished' : 'stopped',
    epochs: seen,
    validation: (finished ? now.validation : null) ?? bestOf(now.history, seen, monitor),
  };
}

/** What a learning rate, and not the data or the machine, is at fault for. */
const isOfTraining = (error: unknown): error is TlpError => hasCode(error, 'TLP650', 'TLP651');
