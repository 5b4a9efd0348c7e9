/**
 * `tlp run` over very many small examples: how long until the first step of training, when nothing is known yet and again when all is, and
 * the memory of the whole process, next to that of a tenth of the examples.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { emptyStore, train } from '../lib/tlp-run.mjs';
import { makePictures } from './pictures.mjs';
import { makeTexts } from './texts.mjs';

export const title = 'from the start of the process to the first step of training';
export const unit = 's';
export const usesPeers = false;
export const defaults = { pictures: 100_000, texts: 1_000_000 };

const kinds = { pictures: makePictures, texts: makeTexts };

export async function contestants({ verbose, ...counts }) {
  return Object.entries(kinds).flatMap(([kind, make]) => {
    const [few, many] = [Math.round(counts[kind] / 10), counts[kind]];
    const all = scene(kind, many, make, verbose);
    const tenth = scene(kind, few, make, verbose);
    return [
      { name: `a tenth of the ${kind}, first start`, measure: () => tenth.first().finally(tenth.end) },
      { name: `${kind}, first start`, measure: all.first },
      { name: `${kind}, second start`, measure: () => all.second().finally(all.end) },
    ];
  });
}

/** Data of `count` examples and a cache, which the first start makes and the second one finds. */
function scene(kind, count, make, verbose) {
  let folder;
  let file;
  let store;
  const start = async () => {
    const { markSeconds, phases, metrics, ...result } = await train({
      ...{ file, pipeline: kind, sets: {}, cache: store.folder, verbose },
      mark: '"type":"batch"',
    });
    const test = `test ${(100 * metrics.test.scores.accuracy).toFixed(1)}%`;
    return { value: markSeconds, note: `phase ${phases[0].seconds.toFixed(1)} s, ${test}`, ...result };
  };
  return {
    async first() {
      folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-bench-scale-'));
      store = await emptyStore();
      file = await make(folder, count);
      return start();
    },
    second: start,
    async end() {
      await store.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const starts = (kind, most) => (medians) => ({
  claim: `second start over ${kind}`,
  target: `≤ ${most} s`,
  measured: `${medians[`${kind}, second start`].value.toFixed(1)} s`,
  met: medians[`${kind}, second start`].value <= most,
});

/** Resident memory beyond what a tenth of the examples take, of each example. */
const perExample = (kind, most) => (medians, _samples, settings) => {
  const [few, many] = [`a tenth of the ${kind}, first start`, `${kind}, first start`];
  const more = medians[many].peakBytes - medians[few].peakBytes;
  const bytes = more / (0.9 * settings[kind]);
  return {
    claim: `peak memory of ${kind}, per example`,
    target: `≤ ${most} bytes`,
    measured: `${Math.round(bytes)} bytes`,
    met: bytes <= most,
  };
};

export const claims = [starts('pictures', 5), perExample('pictures', 8000), perExample('texts', 2000)];
