/** What the network in the engine says of the validation split. */
import type { Metrics } from '@tlp/language/run/metrics.js';
import type { Target } from '../data/types.js';
import { evaluateSource } from './epoch.js';
import type { PhaseRun } from './phase-run.js';

export interface ValidationLogits {
  /** Null where the evaluation was interrupted. */
  readonly metrics: Metrics | null;
  /** Of each example, `[outputs]`. */
  readonly logits: readonly Float32Array[];
  readonly targets: readonly Target[];
}

/** Null where there is no validation split. @param signal interrupts; without it, the evaluation is done whatever is asked */
export async function validationLogits(
  { engine, program, task, batch, sources }: PhaseRun,
  signal?: AbortSignal,
): Promise<ValidationLogits | null> {
  if (!sources.validation) return null;
  const logits: Float32Array[] = [];
  const targets: Target[] = [];
  const metrics = await evaluateSource(engine, sources.validation, {
    program,
    task,
    batch,
    signal,
    onLogits: async (_, some, theirs) => {
      logits.push(...some);
      targets.push(...theirs);
    },
  });
  return { metrics, logits, targets };
}
