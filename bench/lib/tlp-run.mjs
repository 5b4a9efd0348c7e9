/** Our side of the benchmarks that train: the built `tlp run --json`, with a feature store of its own. */
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { root, tlp } from '../../tools/lib/paths.mjs';
import { measureNode } from './measure.mjs';
import { cacheRoot } from './python.mjs';

const emojiPipelines = path.join(root, 'bench', 'emoji-head', 'emoji.tlp');
/** Relative to the repository, as results are published. */
export const emojiData = 'examples/emoji/data/emoji';

/** A cache that shares the native library, what is known of its speed, and the weights with the user's, but starts with an empty feature store. */
export async function emptyStore() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-bench-'));
  for (const name of ['native', 'engines', 'weights']) {
    await mkdir(path.join(cacheRoot(), name), { recursive: true });
    await symlink(path.join(cacheRoot(), name), path.join(folder, name), 'junction');
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Trains a pipeline of a file: what `tlp run --json` says, with what `measureNode` measures. */
export async function train({ file, pipeline, sets, cache, env = {}, verbose, mark }) {
  const out = await mkdtemp(path.join(os.tmpdir(), 'tlp-bench-run-'));
  try {
    const overrides = Object.entries(sets).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
    return await measureNode(
      [tlp, 'run', file, '--pipeline', pipeline, '--json', '--out', path.join(out, 'run'), ...overrides],
      { env: { TLP_CACHE: cache, ...env }, verbose, mark },
    );
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** Trains a pipeline of `emoji.tlp`. The value is the time of its phase `phase`, s, decoding and features included. */
export async function tlpRun({ phase, data, ...options }) {
  const { wallSeconds, peakBytes, phases, metrics } = await train({
    file: emojiPipelines,
    env: { TLP_BENCH_DATA: path.resolve(root, data) },
    ...options,
  });
  const { seconds, featureSeconds, epochs, engine } = phases.find(({ name }) => name === phase);
  const test = metrics.test.scores.accuracy;
  const note = `features ${featureSeconds.toFixed(1)} s, test ${(100 * test).toFixed(1)}%`;
  return { value: seconds, featureSeconds, epochs, engine, test, note, wallSeconds, peakBytes };
}
