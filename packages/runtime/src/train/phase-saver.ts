/** Between a phase and the checkpoints: what is saved of it, and how an engine goes on from that. */
import { fail } from '@tlp/language/diagnostic.js';
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import type { Phase } from '@tlp/language/resolve/pipeline.js';
import type { TrainingEngine } from '../engines/types.js';
import type { Weights } from '../weights/tensors.js';
import type { Checkpoint } from './checkpoint.js';
import { changedParameters } from './phase.js';
import type { PhaseSnapshot } from './phase-run.js';
import type { RunState } from './state.js';
import type { TrainingJob } from './training-job.js';

/** Completes a phase's snapshots to checkpoints of the whole run. */
export function createSaver(
  job: TrainingJob,
  { state: before, network }: Checkpoint,
  program: PhaseProgram,
  engine: string,
  clock: () => number,
) {
  let current: RunState = before;
  return {
    state: () => current,
    async save({ state, variables, best, record }: PhaseSnapshot): Promise<void> {
      const history = record ? [...current.history, record] : current.history;
      current = { ...current, ...state, engine, history, totalSeconds: clock() };
      await job.checkpoints.save({
        state: current,
        variables: changing(variables, program),
        best,
        network,
      });
    },
  };
}

/** Variables that training changes: all but the parameters that the phase leaves alone. */
function changing(variables: Weights, program: PhaseProgram): Weights {
  const changed = new Set(changedParameters(program));
  const still = new Set(program.training.parameters.map((p) => p.name).filter((name) => !changed.has(name)));
  return new Map([...variables].filter(([name]) => !still.has(name)));
}

/** Puts a checkpoint's variables into an engine. @throws TLP654 when another engine than the checkpoint's would go on */
export async function restore(engine: TrainingEngine, checkpoint: Checkpoint, phase: Phase, file: string) {
  if (checkpoint.variables.size === 0) return;
  if (checkpoint.state.engine !== engine.name) {
    throw fail(
      'TLP654',
      `Phase ${phase.name} was started on the ${checkpoint.state.engine} engine and would continue on the ${engine.name} engine.`,
      `Pass --engine ${checkpoint.state.engine}, or start a new run in another directory.`,
      { file, exitCode: 2 },
    );
  }
  await engine.write(new Map([...(await engine.read()), ...checkpoint.variables]));
}
