/** BERT of MiniLM's size learns hidden words: steps in which only these are decoded, and in which all places are. */
import { bundleBench } from '../lib/bundle.mjs';
import { faster, noMoreMemory } from '../lib/claims.mjs';
import { flagsOf } from '../lib/flags.mjs';
import { measureNode } from '../lib/measure.mjs';

export const title =
  'hidden words, BERT of 6 layers of 384 channels and 30,522 words, AdamW, float32: seconds a step';
export const unit = 's';
export const usesPeers = false;
/** Timed steps, after two that are not. */
export const defaults = { steps: 4, batch: 16, tokens: 128 };

export async function contestants({ verbose, ...settings }) {
  delete settings.python;
  const program = await bundleBench('lib/masked-steps.ts');
  const entry = (name, decoded) => ({
    name,
    measure: () => measureNode([program, ...flagsOf({ ...settings, decoded })], { verbose }),
  });
  return [entry('hidden words decoded', 'hidden'), entry('all places decoded', 'all')];
}

export const claims = [
  faster('hidden words decoded', 'all places decoded', 1, { unit, aim: true }),
  noMoreMemory('hidden words decoded', 'all places decoded'),
];
