/** What a run needs to go on bit by bit as if it had never stopped. */
import type { Weights } from '../weights/tensors.js';
import { freshRun, type RunState } from './state.js';

export interface Checkpoint {
  readonly state: RunState;
  /** The engine's variables that training changes; empty at the start of a phase. */
  readonly variables: Weights;
  /** Trained parameters and statistics at the phase's best epoch; null while that is its start. */
  readonly best: Weights | null;
  /** What finished phases changed of the network. */
  readonly network: Weights;
}

export interface CheckpointStore {
  /** Keeps the checkpoint; whatever happens meanwhile, this one or the one before stays readable. */
  save(checkpoint: Checkpoint): Promise<void>;
}

export const freshCheckpoint: Checkpoint = {
  state: freshRun,
  variables: new Map(),
  best: null,
  network: new Map(),
};
