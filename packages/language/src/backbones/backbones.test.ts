import { describe, expect, it } from 'vitest';
import { isTrainable } from '../graph/parameters.js';
import type { Graph } from '../graph/types.js';
import { buildBackbone } from './build.js';
import type { WeightSource } from './card.js';
import { backbones, findBackbone } from './catalogue.js';
import { withChosenTop } from './published-top.js';

const count = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

/** Statistics are not counted, as PyTorch does not. */
const trainable = (graph: Graph) =>
  graph.parameters.filter(isTrainable).reduce((sum, p) => sum + count(p.shape), 0);

const addressOf = ({ origins: [origin] }: WeightSource<object>) => (origin?.kind === 'url' ? origin.url : '');

describe('the catalogue', () => {
  it('finds a backbone by its name and nothing by another', () => {
    expect(findBackbone('resnet18')?.title).toBe('ResNet-18');
    expect(findBackbone('resnet19')).toBeUndefined();
  });

  it.each(backbones)('$name names its weights by a hash and has a layout for them', (backbone) => {
    for (const source of backbone.sources) {
      // Keras states none of its MobileNets; their host does, with the file.
      if (!/\/mobilenet(_v2)?\//.test(addressOf(source)))
        expect(source.sha256 ?? source.sha256Prefix ?? source.md5).toMatch(/^[0-9a-f]{8,64}$/);
      if (source.sha256) expect(source.sha256).toMatch(new RegExp(`^${source.sha256Prefix ?? ''}`));
      expect(backbone.layouts.map((l) => l.name)).toContain(source.layout);
    }
  });
});

/** Those with hidden layers in the published classifier, ending in them. */
const topped = backbones
  .filter(({ classifier }) => classifier?.hidden)
  .map((backbone) => withChosenTop(backbone, { top: 'published' }));

describe.each([...backbones, ...topped])('$name $top', (backbone) => {
  const graph = buildBackbone(backbone);
  const types = new Map(graph.nodes.map((n) => [n.name, n.outputs[0]!]));

  it('has as many parameters as its card says', () => {
    expect(trainable(graph)).toBe(backbone.parameters);
  });

  it.skipIf(!backbone.classifier || backbone.classifier.hidden)(
    'ends in as many features as its classifier takes',
    () => {
      expect(types.get(graph.outputs[0]!)!.shape.at(-1)).toBe(backbone.classifier?.features);
    },
  );

  it('reads an image of the smallest size, and none that is a step smaller', () => {
    const { minimum, multipleOf } = backbone.inputSize;
    expect(buildBackbone(backbone, minimum).outputs).toEqual(graph.outputs);
    const small = minimum - multipleOf;
    // A text may have as few tokens as one likes.
    if (small > 0 && backbone.modality === 'images') expect(() => buildBackbone(backbone, small)).toThrow();
  });

  it('puts every parameter into one layer and every layer into one block', () => {
    expect(graph.layers.flatMap((l) => l.parameters)).toEqual(graph.parameters.map((p) => p.name));
    expect(graph.blocks.flatMap((b) => b.layers)).toEqual(graph.layers.map((l) => l.name));
  });

  it('marks the blocks that hold a residual connection', () => {
    // What a layer adds is its own: the embedding of positions.
    const sums = graph.nodes.filter((n) => n.op === 'add' && n.layer === undefined);
    const adding = new Set(sums.map((n) => n.block));
    for (const block of graph.blocks) expect(block.residual ?? false).toBe(adding.has(block.name));
  });
});
