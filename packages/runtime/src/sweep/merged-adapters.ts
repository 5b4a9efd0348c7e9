/**
 * What a run with adapters learned, as weights that can be averaged. The factors A and B cannot: the product of two means is not the mean
 * of two products. Kernels with their adapters merged, `W + (alpha/rank)·AB`, can, and their mean has an adapter of no small rank. So it
 * stands in the place of the kernel that the phase begins with, and the factors beside it are zero.
 */
import { phaseNetwork } from '@tlp/language/graph/phase-network.js';
import type { Phase } from '@tlp/language/resolve/pipeline.js';
import type { Checkpoint } from '../train/checkpoint.js';
import { type FindBackbone, loadModel } from '../train/model.js';

/**
 * The checkpoint of a finished run with the adapters of its last phase merged, as the run's model has them; the same one where the phase has
 * none, or learned nothing.
 * @throws what reading the model of the run throws
 */
export async function withMergedAdapters(
  checkpoint: Checkpoint,
  { run, phase, findBackbone }: { run: string; phase: Phase; findBackbone?: FindBackbone | undefined },
): Promise<Checkpoint> {
  if (!phase.adapt || !checkpoint.best) return checkpoint;
  const { network, weights } = await loadModel(run, findBackbone);
  const parts = phaseNetwork(network, phase).adapters.flatMap(({ down, parts }) =>
    parts.map(({ kernel, up }) => ({ kernel: kernel.name, factors: [down, up] })),
  );
  const factors = new Set(parts.flatMap((part) => part.factors));
  return {
    ...checkpoint,
    best: new Map([...checkpoint.best].filter(([name]) => !factors.has(name))),
    network: new Map([
      ...checkpoint.network,
      ...parts.map(({ kernel }) => [kernel, weights.get(kernel)!] as const),
    ]),
  };
}

/** A mean of merged weights as a checkpoint of the run that `trained` is of, whose adapters then add nothing. */
export function besideIdleAdapters(mean: Checkpoint, trained: Checkpoint): Checkpoint {
  const factors = [...(trained.best ?? [])].filter(([name]) => !mean.best?.has(name));
  const idle = factors.map(([name, { length }]) => [name, new Float32Array(length)] as const);
  return { ...mean, best: mean.best && new Map([...mean.best, ...idle]) };
}
