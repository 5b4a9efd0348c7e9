/** What besides the pipeline and its input decides the bits of a run: the libraries that compute it, and the processor. */
import { availableParallelism, cpus } from 'node:os';
import type { RunRecord } from '@tlp/language/run/record.js';
import sharp from 'sharp';
import { inferenceLibrary, trainingLibrary } from '../engines/libraries.js';
import { instructionSet } from '../native/instructions.js';
import { version } from '../version.js';
import type { FrozenEngine } from './frozen-engine.js';

/**
 * Of this process. `features` and `training` name the libraries of the frozen and of the trained part, `instructions` the widest of
 * `avx512`, `avx2` and `none` that our ops use.
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
    ...machine(),
  };
}

/** What is not known is not said. */
function machine(): RunRecord['versions'] {
  const [processor] = cpus();
  const instructions = instructionSet();
  return {
    ...(processor?.model.trim() ? { processor: processor.model.trim() } : {}),
    ...(instructions ? { instructions } : {}),
    threads: String(availableParallelism()),
  };
}
