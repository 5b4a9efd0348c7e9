/** What besides the pipeline and its input decides the bits of a run: the libraries that compute it. */
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import type { RunRecord } from '@tlp/language/run/record.js';
import sharp from 'sharp';
import { inferenceLibrary, trainingLibrary } from '../engines/libraries.js';
import { version } from '../version.js';
import type { FrozenEngine } from './frozen-engine.js';

/**
 * Of this process. `features` and `training` name the libraries of the frozen and of the trained part.
 * @param frozen the engine of the frozen part
 */
export async function versionsOf(
  engine: 'auto' | 'tensorflow' | 'portable',
  frozen: FrozenEngine = engine,
): Promise<RunRecord['versions']> {
  return {
    tlp: version,
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    images: `libvips ${sharp.versions.vips}`,
    features: (await inferenceLibrary(frozen)).title,
    training: (await trainingLibrary(engine)).title,
  };
}

/** Those that compute; the version of tlp or of Node alone changes no number. */
const COMPUTING = ['platform', 'images', 'features', 'training'] as const;

/** A warning where a resumed run would end at other bits, for it computes with other libraries than it began with. */
export function changedLibraries(before: RunRecord['versions'], now: RunRecord['versions']): Diagnostic[] {
  const changes = COMPUTING.filter((name) => before[name] !== now[name]).map(
    (name) => `${now[name]} instead of ${before[name] ?? 'an unknown one'}`,
  );
  if (changes.length === 0) return [];
  return [
    {
      code: 'TLP896',
      severity: 'warning',
      message: `The run continues with ${changes.join(', ')}; its weights will differ slightly from those of an uninterrupted run.`,
      remedy: 'For identical weights, continue it with the versions it started with.',
    },
  ];
}
