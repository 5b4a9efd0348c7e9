import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { type PoolMode, pool } from '@tlp/language/graph/pool.js';
import { float32, int32 } from '@tlp/language/graph/shape.js';
import { expect, it } from 'vitest';
import { createInferenceEngine } from './create-inference-engine.js';

/** Two texts of two channels: one of two tokens, whose third is padding, and one of three. */
const feeds = {
  states: { data: Float32Array.of(1, 2, 3, -4, 90, 90, 5, 6, -7, 8, 9, 10), shape: [2, 3, 2] },
  mask: { data: Int32Array.of(1, 1, 0, 1, 1, 1), shape: [2, 3] },
};

const pools: readonly [PoolMode, readonly number[]][] = [
  ['average', [2, -1, 7 / 3, 8]],
  ['max', [3, 2, 9, 10]],
  ['both', [2, -1, 3, 2, 7 / 3, 8, 9, 10]],
  ['concat', [3, 2, 2, -1, 9, 10, 7 / 3, 8]],
  ['class_token', [1, 2, 5, 6]],
  ['last_token', [3, -4, 9, 10]],
];

it.each(['portable', 'onnx', 'tensorflow'] as const)('pools leave padding out on %s', async (engine) => {
  for (const [mode, expected] of pools) {
    const b = new GraphBuilder();
    const states = b.input('states', float32('batch', 'tokens', 2));
    const mask = b.input('mask', int32('batch', 'tokens'));
    const graph = b.finish([pool(b, 'pool', states, mode, { prefix: 0, mask })]);
    const made = await createInferenceEngine(graph, new Map(), { engine });
    const [given] = await made.run(feeds);
    expect([mode, [...given!].map((n) => n.toFixed(5))]).toEqual([mode, expected.map((n) => n.toFixed(5))]);
    await made.dispose();
  }
});
