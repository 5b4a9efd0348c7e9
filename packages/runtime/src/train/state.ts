/** How far a run has come: everything beside the tensors that continuing it needs. Lives in the checkpoint. */
import type { EpochRecord, PhaseRecord, SolvedRecord } from '@tlp/language/run/events.js';
import { type Best, freshPatience, type Patience } from './best.js';

/** Sums over the batches of an epoch, so that an epoch cut short goes on as if it had not been. */
export interface EpochSums {
  /** Sum of `loss · examples`. */
  readonly loss: number;
  /** Sum of the examples' weights. */
  readonly weight: number;
  /** Sum of the task's training score over the examples. */
  readonly score: number;
  readonly count: number;
  readonly gradientNorm: number | null;
  readonly seconds: number;
}

export const noSums: EpochSums = {
  loss: 0,
  weight: 0,
  score: 0,
  count: 0,
  gradientNorm: null,
  seconds: 0,
};

export interface PhaseState {
  /** Index of the phase, from 0. */
  readonly phase: number;
  /** Finished epochs. */
  readonly epoch: number;
  /** Finished batches of the epoch under way. */
  readonly batch: number;
  readonly sums: EpochSums;
  /** Of the phase's first batch, by its examples' weights; null before. */
  readonly startLoss: number | null;
  readonly best: Best | null;
  readonly patience: Patience;
  readonly stoppedEarly: boolean;
  /** How the phase was solved, once it is; null where an optimizer descends. */
  readonly solved: SolvedRecord | null;
  /** Spent in this phase so far, features included. */
  readonly seconds: number;
  readonly featureSeconds: number;
  readonly forwardPasses: number;
}

export interface RunState extends PhaseState {
  /** Name of the engine; another one would not give the same bits. Null before the first checkpoint. */
  readonly engine: string | null;
  readonly history: readonly EpochRecord[];
  readonly phases: readonly PhaseRecord[];
  /** Spent in the whole run so far. */
  readonly totalSeconds: number;
}

/** The start of a phase; what the last phase ended with is the first to beat. */
export function startOfPhase(phase: number, previous: Best | null): PhaseState {
  const best = previous?.validation ? { epoch: 0, validation: previous.validation } : null;
  return {
    phase,
    epoch: 0,
    batch: 0,
    sums: noSums,
    startLoss: null,
    best,
    patience: freshPatience,
    stoppedEarly: false,
    solved: null,
    seconds: 0,
    featureSeconds: 0,
    forwardPasses: 0,
  };
}

export const freshRun: RunState = {
  ...startOfPhase(0, null),
  engine: null,
  history: [],
  phases: [],
  totalSeconds: 0,
};
