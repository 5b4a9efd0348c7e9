/** What the trained network's last layer reads of the training examples, at the end of a run whose model is to know them. */
import { failBy } from '@tlp/language/checks/raise.js';
import { fewForNearest } from '@tlp/language/checks/sure/few-for-nearest.js';
import { onlyGiving, penultimateOf } from '@tlp/language/graph/penultimate.js';
import { mostKnown } from '@tlp/language/plan/known-room.js';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import type { Feeds } from '../engines/types.js';
import { bankOf, sizeOfBank } from '../known/bank.js';
import { type KnownInPhase, readRows } from '../known/known.js';
import { createLikeness } from '../known/nearest.js';
import { evaluationBatches } from './batches.js';
import { feedsOf } from './fresh-source.js';
import type { PhaseRun } from './phase-run.js';
import { createPool } from './pool.js';
import type { ExampleSource } from './source.js';
import type { TrainingJob } from './training-job.js';

/**
 * Null where nothing is told by it.
 * @param run whose engine holds the trained weights
 * @throws TLP243 where there are too few
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
    const rows = await vectorsIn(sources.train, batch, vectors).finally(() => sources.dispose());
    const bank = bankOf(rows, width);
    const known = sizeOfBank(bank);
    if (known < by.k) throw failBy(fewForNearest, { k: by.k, known, noun: job.noun }, { file: job.file });
    const likeness = await createLikeness(bank, by, job.engine);
    return {
      penultimate,
      bank,
      vectors,
      read: (all) => readRows(all, task.outputs.length, likeness),
      async dispose() {
        await running.dispose();
        await likeness.dispose();
      },
    };
  } catch (error) {
    await running.dispose();
    throw error;
  }
}

/** Of each example that is left, in their order; of one in parts the mean of its parts. */
async function vectorsIn(
  source: ExampleSource,
  batch: number,
  vectorsOf: (feeds: Feeds) => Promise<Float32Array>,
): Promise<readonly Float32Array[]> {
  const pool = source.parts && createPool(source.parts.of);
  const found = new Map<number, Float32Array>();
  const keep = (places: readonly number[], vectors: readonly Float32Array[]) =>
    places.forEach((place, i) => void found.set(place, vectors[i]!));
  for await (const { feeds, examples } of source.read(evaluationBatches(source, batch), {
    epoch: 0,
    skip: 0,
  })) {
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
