import type { HeadLayer } from '@tlp/language/resolve/pipeline.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadTensorFlow } from '../native/load.js';
import { relativeError } from '../testing/compare.js';
import { readGolden } from '../testing/goldens.js';
import { fedTexts, folderCard, folderGolden, folderNetwork } from '../testing/huggingface-folder.js';
import { createInfluence } from './influence.js';

interface Golden {
  readonly logits: readonly number[];
  readonly chosen: readonly number[];
  readonly scores: readonly number[];
}

/** By `tools/goldens/influence.py`. */
const goldens = readGolden<Readonly<Record<string, Golden>>>('influence.json');
const head: readonly HeadLayer[] = [
  { kind: 'pool', mode: 'average' },
  { kind: 'dense', units: 'classes', activation: null },
];

beforeAll(async () => void (await loadTensorFlow()));

describe.each(Object.entries(goldens))('%s', (name, golden) => {
  it.each(['tensorflow', 'portable'] as const)(
    'tells as PyTorch does what each token is for, on %s',
    async (engine) => {
      const { graph, weights } = await folderNetwork(name, folderCard(name), head);
      const { inputs, classes } = folderGolden(name);
      const at = graph.blocks.find((block) => block.name === 'embeddings')!.output;
      const influence = await createInfluence(graph, weights, { at, engine });
      const rows = golden.chosen.length;
      const chosen = new Float32Array(rows * classes);
      for (const [row, output] of golden.chosen.entries()) chosen[row * classes + output] = 1;
      const fed = fedTexts(inputs);
      const found = await influence.run(fed, { data: chosen, shape: [rows, classes] });
      await influence.dispose();
      expect(relativeError(found.logits, golden.logits)).toBeLessThan(1e-4);
      expect(relativeError(found.scores, golden.scores)).toBeLessThan(1e-4);
      expect(Math.max(...found.scores.map(Math.abs))).toBeGreaterThan(1e-3);
    },
  );
});
