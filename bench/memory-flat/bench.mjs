/** Ten epochs over 2,000 images leave resident memory and the count of tensors where the second had them. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { bundleBench } from '../lib/bundle.mjs';
import { measureNode } from '../lib/measure.mjs';
import { emptyStore } from '../lib/tlp-run.mjs';

export const title = 'growth of resident memory from the second epoch to the last';
export const unit = '%';
export const usesPeers = false;
export const defaults = { images: 2000, epochs: 10, size: 64 };

const modes = { 'stored features': 'stored', 'fresh images': 'fresh' };

export async function contestants({ verbose, images, epochs, size }) {
  const ours = await bundleBench('memory-flat/ours.ts');
  return Object.entries(modes).map(([name, mode]) => ({
    name,
    measure: async () => {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-bench-flat-'));
      const store = await emptyStore();
      const flags = Object.entries({ folder, mode, images, epochs, size }).flatMap(([k, v]) => [
        `--${k}`,
        String(v),
      ]);
      try {
        return await measureNode(['--expose-gc', ours, ...flags], {
          env: { TLP_CACHE: store.folder },
          verbose,
        });
      } finally {
        await store.remove();
        await rm(folder, { recursive: true, force: true });
      }
    },
  }));
}

/** Resident memory also holds what the allocator keeps: up to this much growth, %, is noise. */
const tolerance = 5;

const flat = (name) => (medians) => ({
  claim: `resident memory, ${name}`,
  target: `≤ +${tolerance}%`,
  measured: `${medians[name].value.toFixed(1)}%`,
  met: medians[name].value <= tolerance,
});

const sameTensors = (name) => (_medians, samples) => {
  const growth = Math.max(...samples[name].map(({ epochs }) => epochs.at(-1).tensors - epochs[1].tensors));
  return { claim: `tensors, ${name}`, target: '≤ +0', measured: `+${growth}`, met: growth <= 0 };
};

export const claims = Object.keys(modes).flatMap((name) => [flat(name), sameTensors(name)]);
