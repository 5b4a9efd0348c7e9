/**
 * What training a phase takes of memory, estimated from its graph alone, and how many examples of a batch go through it
 * at once where the memory is limited.
 */
import type { PhaseProgram } from '../graph/cut.js';
import { parameterCount } from '../graph/walk.js';
import type { Phase } from '../resolve/pipeline.js';
import { slotCount } from '../schema/optimizers.js';
import { keptBytes } from './cost.js';

/** The runtime with TensorFlow and ONNX Runtime loaded holds about this much, with what is read ahead. */
const runtimeBytes = 600e6;

/** The values of a step with their gradients, some of which are freed before others are made. */
const valuesAndGradients = 1.5;

export interface StepSize {
  /** Examples, or the distinct ones of a batch of pairs. */
  readonly batch: number;
  /** Of an example, at most. */
  readonly tokens: number;
  /** Bytes; null where there is no limit. */
  readonly limit: number | null;
}

export interface StepMemory {
  /**
   * Examples whose gradients are computed together, where those of a batch must be added up; null where a batch goes
   * through at once; 0 where the limit is too low for one example, or for a batch that must stay whole.
   */
  readonly atOnce: number | null;
  /** Bytes at the peak; with `atOnce` 0, of the smallest step there can be. */
  readonly bytes: number;
  /** False where examples of a batch are compared with each other, or share their statistics. */
  readonly divisible: boolean;
}

type MemoryOfPhase = Pick<Phase, 'optimizer' | 'accumulate' | 'average' | 'contrast'>;

export function stepMemory(program: PhaseProgram, phase: MemoryOfPhase, size: StepSize): StepMemory {
  const { batch, tokens, limit } = size;
  const example = valuesAndGradients * keptBytes(program.training, tokens);
  const trained = new Set(program.trained);
  const parameters = 4 * parameterCount(program.training.parameters.filter((p) => trained.has(p.name)));
  const frozen = program.frozen === null ? 0 : 4 * parameterCount(program.frozen.parameters);
  const bytesOf = (examples: number): number => {
    const addsUp = phase.accumulate > 1 || examples < batch;
    const copies = 2 + slotCount(phase.optimizer) + (addsUp ? 1 : 0) + (phase.average ? 1 : 0);
    return runtimeBytes + frozen + copies * parameters + examples * example;
  };
  const divisible = program.statistics.length === 0 && !phase.contrast;
  const step = (atOnce: number | null, examples: number): StepMemory => ({
    atOnce,
    bytes: bytesOf(examples),
    divisible,
  });
  if (limit === null || bytesOf(batch) <= limit) return step(null, batch);
  if (!divisible) return step(0, batch);
  if (batch === 1 || bytesOf(1) > limit) return step(0, 1);
  const most = 1 + Math.floor((limit - bytesOf(1)) / example);
  const fitting = Math.min(most, batch - 1);
  return step(fitting, fitting);
}
