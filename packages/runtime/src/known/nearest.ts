/**
 * How like examples are to those of training: the cosine of their vectors with that of the k-th nearest. Between vectors of length 1 the
 * distance is `√(2 - 2·cosine)`, so the order is that of the score of Sun et al. 2022, Out-of-Distribution Detection with Deep Nearest
 * Neighbors, arXiv:2204.06507, section 3.
 */
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { l2Normalize } from '@tlp/language/graph/ops/normalization.js';
import { matMul } from '@tlp/language/graph/ops/tensor.js';
import { float32 } from '@tlp/language/graph/shape.js';
import type { Graph } from '@tlp/language/graph/types.js';
import type { NearestScore } from '@tlp/language/schema/known/nearest.js';
import { createInferenceEngine, type InferenceEngineOptions } from '../engines/create-inference-engine.js';
import { joinFloats } from '../join-floats.js';
import { type Bank, sizeOfBank } from './bank.js';

export interface Similarity {
  /** @param vectors of some examples, of any length */
  of(vectors: readonly Float32Array[]): Promise<readonly number[]>;
  dispose(): Promise<void>;
}

const [input, kernel] = ['vectors', 'known/vectors'];
/** Of one product: 64 MB. */
const mostCosines = 2 ** 24;

/** The k-th nearest, or where the bank has fewer vectors, the last of them. @param atOnce vectors that are compared at once */
export async function createSimilarity(
  bank: Bank,
  by: NearestScore,
  engine: InferenceEngineOptions['engine'],
  atOnce = Math.max(1, Math.floor(mostCosines / sizeOfBank(bank))),
): Promise<Similarity> {
  const known = sizeOfBank(bank);
  const k = Math.min(by.k, known);
  const running = await createInferenceEngine(cosines(bank), new Map([[kernel, bank.vectors]]), { engine });
  const block = async (vectors: readonly Float32Array[]): Promise<readonly number[]> => {
    const shape = [vectors.length, bank.width];
    const [found] = await running.run({ [input]: { data: joinFloats(vectors), shape } });
    return vectors.map((_, i) => greatest(found!.subarray(i * known, (i + 1) * known), k));
  };
  return {
    async of(vectors) {
      const found: number[] = [];
      for (let from = 0; from < vectors.length; from += atOnce)
        found.push(...(await block(vectors.slice(from, from + atOnce))));
      return found;
    },
    dispose: () => running.dispose(),
  };
}

/** `[batch, width] -> [batch, known]`. */
function cosines(bank: Bank): Graph {
  const b = new GraphBuilder();
  const vectors = b.input(input, float32('batch', bank.width));
  const cosine = b.block('known', () =>
    b.layer('known', 'nearest', () => {
      const unit = b.apply(l2Normalize, [vectors], { epsilon: 1e-12 }, 'unit');
      const all = b.parameter('vectors', [sizeOfBank(bank), bank.width], 'kernel', 'zeros');
      return b.apply(matMul, [unit, all], { transposeA: false, transposeB: true }, 'cosine');
    }),
  );
  return b.finish([cosine]);
}

/** The k-th greatest; NaN where one of them is no number. */
export function greatest(values: Float32Array, k: number): number {
  const best = new Float64Array(k).fill(Number.NEGATIVE_INFINITY);
  for (const value of values) {
    if (Number.isNaN(value)) return Number.NaN;
    if (value <= best[k - 1]!) continue;
    let at = k - 1;
    for (; at > 0 && best[at - 1]! < value; at--) best[at] = best[at - 1]!;
    best[at] = value;
  }
  return best[k - 1]!;
}
