import type { CheckpointStore } from './checkpoint.js';
import { appendEpoch } from './run-directory.js';
import type { Guard } from './run-lock.js';

/** Appends each new epoch to `metrics.jsonl` once its checkpoint is safe. */
export function recording(store: CheckpointStore, run: string, known: number, guard: Guard): CheckpointStore {
  let written = known;
  return {
    async save(checkpoint) {
      await guard();
      await store.save(checkpoint);
      await guard();
      for (const record of checkpoint.state.history.slice(written)) await appendEpoch(run, record);
      written = Math.max(written, checkpoint.state.history.length);
    },
  };
}
