/** The features of the training examples, the input of the trained network's last layer, at the end of a run whose model is to know them. */
import { onlyGiving, penultimateOf } from '@tlp/language/graph/penultimate.js';
import { countedOf } from '@tlp/language/modalities/noun.js';
import { mostKnown } from '@tlp/language/plan/known-room.js';
import type { RunWarning } from '@tlp/language/run/record.js';
import type { NearestScore } from '@tlp/language/schema/known/nearest.js';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import type { Feeds } from '../engines/types.js';
import { type Bank, bankOf, sizeOfBank } from '../known/bank.js';
import { type KnownInPhase, readRows } from '../known/known.js';
import { createSimilarity } from '../known/nearest.js';
import { evaluationBatches } from './batches.js';
import { feedsOf } from './fresh-source.js';
import { interrupted, type PhaseRun } from './phase-run.js';
import { createPool } from './pool.js';
import type { ExampleSource } from './source.js';
import type { TrainingJob } from './training-job.js';

/**
 * Null where nothing is told by it. Warns where fewer examples are left than are compared with.
 * @param run whose engine holds the trained weights
 * @throws TLP388 where no training example can be read, TLP850 interrupted
 */
export async function openKnownInPhase(job: TrainingJob, run: PhaseRun): Promise<KnownInPhase | null> {
  const { network, schedule, task, batch } = job;
  const { program, phase, engine: trained } = run;
  const by = schedule.reject?.by;
  if (!by) return null;
  const penultimate = penultimateOf(network, program.inference);
  const { width } = penultimate;
  const graph = onlyGiving(program.inference, penultimate);
  const weights = new Map([...run.weights, ...(await trained.read())]);
  const running = await createInferenceEngine(graph, weights, { engine: job.engine });
  const vectors = async (feeds: Feeds) => (await running.run(feedsOf(graph, feeds)))[0]!;
  try {
    const sources = await job.openKnown({ phase, program, weights: run.weights }, mostKnown(width));
    const rows = await vectorsIn(sources.train, batch, vectors, run).finally(() => sources.dispose());
    const bank = bankOf(rows, width);
    const fewer = fewerLeft(bank, by, job);
    if (fewer) job.onEvent({ type: 'warning', ...fewer });
    const similarity = await createSimilarity(bank, by, job.engine);
    return {
      penultimate,
      bank,
      vectors,
      read: (all) => readRows(all, task.outputs.length, similarity),
      async dispose() {
        try {
          await running.dispose();
        } finally {
          await similarity.dispose();
        }
      },
    };
  } catch (error) {
    await running.dispose();
    throw error;
  }
}

/** A run that is trained goes on with those that are left. */
function fewerLeft(bank: Bank, { k }: NearestScore, { noun }: TrainingJob): RunWarning | null {
  const known = sizeOfBank(bank);
  if (known >= k) return null;
  const left = countedOf(known, { one: `training ${noun.one}`, many: `training ${noun.many}` });
  return {
    code: 'TLP763',
    message: `\`nearest(k: ${k})\` compares with the farthest of the ${left} that could be read.`,
    remedy: 'Restore the others and train again, or lower `k`.',
  };
}

/** Of each example that is left, in their order; of one in parts the mean of its parts. */
async function vectorsIn(
  source: ExampleSource,
  batch: number,
  vectorsOf: (feeds: Feeds) => Promise<Float32Array>,
  { signal, phase }: Pick<PhaseRun, 'signal' | 'phase'>,
): Promise<readonly Float32Array[]> {
  const pool = source.parts && createPool(source.parts.of);
  const found = new Map<number, Float32Array>();
  const keep = (places: readonly number[], vectors: readonly Float32Array[]) =>
    places.forEach((place, i) => void found.set(place, vectors[i]!));
  for await (const { feeds, examples } of source.read(evaluationBatches(source, batch), {
    epoch: 0,
    skip: 0,
  })) {
    if (signal?.aborted) throw interrupted(`after phase ${phase.name}`);
    if (examples.length === 0) continue;
    const data = await vectorsOf(feeds);
    const width = data.length / examples.length;
    const rows = examples.map((_, i) => data.slice(i * width, (i + 1) * width));
    if (!pool) keep(examples, rows);
    else {
      const whole = pool.add(examples, rows);
      keep(whole.rows, whole.logits);
    }
  }
  const rest = pool?.rest();
  if (rest) keep(rest.rows, rest.logits);
  return [...found].sort(([a], [b]) => a - b).map(([, vector]) => vector);
}
