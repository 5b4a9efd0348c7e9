import { backbones } from '@tlp/language/backbones/catalogue.js';
import { formatText, resolveText } from '@tlp/language/compile-text.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pipelineName } from '../../cli/pipeline-name.js';
import { hasGolden } from '../../testing/goldens.js';
import { firstPipeline } from './first-pipeline.js';
import type { DataProposal } from './inspect.js';

const proposal: DataProposal = {
  labels: { kind: 'folder' },
  classes: [
    { name: 'cat', images: 300 },
    { name: 'dog', images: 200 },
  ],
  images: 500,
  size: null,
  settings: {
    split: { kind: 'fraction', stratified: true, train: 0.7, validation: 0.1, test: 0.2 },
    augment: [
      { kind: 'flip', horizontal: true, vertical: false },
      { kind: 'zoom', min: 0.9, max: 1.1 },
    ],
    variants: 4,
    batch: 16,
    balance: 'class_weights',
    resize: 'crop',
  },
  inputSize: 128,
  warnings: [],
  reasons: { split: 'a', augment: 'b', variants: 'c', batch: 'd', balance: 'e', resize: 'f', inputSize: 'g' },
};

const read = async (text: string) => resolveText(await formatText(text), { file: '/home/ada/p.tlp' });

describe('firstPipeline', () => {
  it.each(backbones.filter(hasGolden).map((b) => [b.name, b] as const))(
    'passes the checker with %s',
    async (_, backbone) => {
      const { diagnostics, pipelines } = await read(firstPipeline('p', 'data', backbone, proposal));
      expect(diagnostics).toEqual([]);
      expect(pipelines[0]).toMatchObject({
        backbone: { name: backbone.name, inputSize: 128 },
        data: { ...proposal.settings, path: '/home/ada/data' },
      });
      expect(pipelines[0]?.schedule.phases.map((p) => p.name)).toEqual(['head', 'tune']);
    },
  );

  it('says why beside each setting', () => {
    const text = firstPipeline('p', 'data', backbones[0]!, proposal);
    expect(text).toContain('// E.\nbalance: class_weights\n');
  });

  it('solves the head of classes first, and trains that of labels and numbers', async () => {
    const [solved] = (await read(firstPipeline('p', 'data', backbones[0]!, proposal))).pipelines;
    expect(solved?.schedule.phases[0]?.solve).toEqual({ kind: 'ridge', l2: null });
    const labels = {
      kind: 'table',
      path: 'ages.csv',
      task: 'regression',
      answer: { kind: 'target', columns: ['age'] },
    } as const;
    const numbers = firstPipeline(
      'p',
      'data',
      backbones[0]!,
      { ...proposal, labels, classes: [] },
      'ages.csv',
    );
    expect(numbers).not.toContain('solve');
    expect(numbers).toContain('epochs: 10\n');
  });

  it('does not tune the backbone on a handful of images', async () => {
    const { pipelines } = await read(firstPipeline('p', 'data', backbones[0]!, { ...proposal, images: 40 }));
    expect(pipelines[0]?.schedule.phases.map((p) => p.name)).toEqual(['head']);
  });

  it('takes folders of splits as they are', async () => {
    const split = {
      kind: 'folders',
      train: 'Train',
      validation: null,
      test: 'te"st',
      validationFraction: 0.1,
    } as const;
    const { pipelines } = await read(
      firstPipeline('p', 'data', backbones[0]!, { ...proposal, settings: { ...proposal.settings, split } }),
    );
    expect(pipelines[0]?.data.split).toEqual(split);
  });

  it('copes with any names of folders', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        async (folder, name) => {
          const classes = [{ name, images: 500 }];
          const text = firstPipeline(pipelineName(folder), 'data', backbones[0]!, { ...proposal, classes });
          expect((await read(text)).diagnostics).toEqual([]);
        },
      ),
      { numRuns: 50, seed: 3 },
    );
  });
});
