/** A phase under way: what it works with, what is kept of it, and how it is interrupted. */
import { fail, hasCode } from '@tlp/language/diagnostic.js';
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import type { Phase, Schedule } from '@tlp/language/resolve/pipeline.js';
import type { EpochRecord, OnEvent } from '@tlp/language/run/events.js';
import type { StepScalars, TrainingEngine } from '../engines/types.js';
import type { Balancing, Guess, Task } from '../tasks/task.js';
import type { Weights } from '../weights/tensors.js';
import type { Lessons } from './lessons.js';
import type { PhaseSources } from './source.js';
import type { PhaseState } from './state.js';

export interface PhaseRun {
  readonly phase: Phase;
  readonly schedule: Pick<Schedule, 'monitor'>;
  readonly program: PhaseProgram;
  readonly engine: TrainingEngine;
  readonly sources: PhaseSources;
  readonly task: Task;
  readonly batch: number;
  /** The network's parameters as the phase starts. */
  readonly weights: Weights;
  readonly balancing: Balancing;
  readonly lessons: Lessons;
  /** The best that can be answered without looking at the examples. */
  readonly guess: Guess;
  readonly seed: number;
  /** The training examples of an epoch, counted from 0, in order; some may come twice, some not at all. */
  readonly order: (epoch: number) => readonly number[];
  readonly scalars: (update: number, learningRate: number, momentum?: number) => StepScalars;
  /** The pipeline's file, for messages. */
  readonly file: string;
  readonly onEvent: OnEvent;
  readonly signal?: AbortSignal | undefined;
  /** Keeps a state that the run can go on from. */
  readonly save: (snapshot: PhaseSnapshot) => Promise<void>;
}

export interface PhaseSnapshot {
  readonly state: PhaseState;
  readonly variables: Weights;
  /** Values of the trained parameters and statistics at the best epoch; null while that is the start. */
  readonly best: Weights | null;
  /** The epoch that this state ends; absent within an epoch. */
  readonly record?: EpochRecord;
}

/** Saves and throws where an interruption was asked for. @throws TLP850 */
export async function stopIfAsked(run: PhaseRun, state: PhaseState, best: Weights | null): Promise<void> {
  if (!run.signal?.aborted) return;
  await run.save({ state, variables: await run.engine.read(), best });
  throw interrupted(`in epoch ${state.epoch + 1} of phase ${run.phase.name}`);
}

export const interrupted = (where: string) =>
  fail('TLP850', `The run was interrupted ${where}.`, 'Continue it with --resume.');

/** Whether this is the error of what was asked to stop. */
export const isInterrupted = (error: unknown): boolean => hasCode(error, 'TLP850');
