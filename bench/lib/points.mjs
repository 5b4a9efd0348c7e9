/** How good `tlp run` is by when: a point for each epoch, of the built `tlp` with a feature store of its own. */
import path from 'node:path';
import { tlp } from '../../tools/lib/paths.mjs';
import { measureLines } from './measure.mjs';
import { emptyStore } from './tlp-run.mjs';

/**
 * @param score of validation and test, such as `accuracy`
 * @returns the points, the score of the test and the wall time; the clock starts with the process
 */
export async function learningPoints(file, pipeline, { score, seed, env = {}, verbose }) {
  const store = await emptyStore();
  try {
    const out = path.join(store.folder, 'run');
    const args = [tlp, 'run', file, '--pipeline', pipeline, '--json', '--out', out, '--seed', String(seed)];
    const { lines, wallSeconds } = await measureLines(process.execPath, args, {
      env: { TLP_CACHE: store.folder, ...env },
      verbose,
    });
    const points = lines
      .filter(({ line }) => line.type === 'epoch-end')
      .map(({ line, seconds }) => ({ seconds, validation: line.validation.scores[score] }));
    const { metrics } = lines.at(-1).line;
    return { points, test: metrics.test.scores[score], wallSeconds };
  } finally {
    await store.remove();
  }
}
