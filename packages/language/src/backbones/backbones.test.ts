import { describe, expect, it } from 'vitest';
import { isTrainable } from '../graph/parameters.js';
import type { Graph } from '../graph/types.js';
import { buildBackbone } from './build.js';
import { backbones, findBackbone } from './catalogue.js';

const count = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

/** Statistics are not counted, as PyTorch does not. */
const trainable = (graph: Graph) =>
  graph.parameters.filter(isTrainable).reduce((sum, p) => sum + count(p.shape), 0);

describe('the catalogue', () => {
  it('finds a backbone by its name and nothing by another', () => {
    expect(findBackbone('resnet18')?.title).toBe('ResNet-18');
    expect(findBackbone('resnet19')).toBeUndefined();
  });

  it.each(backbones)('$name names its weights by a hash and has a layout for them', (backbone) => {
    for (const source of backbone.sources) {
      expect(source.sha256 ?? source.sha256Prefix).toMatch(/^([0-9a-f]{8}|[0-9a-f]{64})$/);
      if (source.sha256) expect(source.sha256).toMatch(new RegExp(`^${source.sha256Prefix ?? ''}`));
      expect(backbone.layouts.map((l) => l.name)).toContain(source.layout);
    }
  });
});

const blocksOfTokens = (channels: number) =>
  Object.fromEntries(
    ['stem', ...Array.from({ length: 12 }, (_, i) => `block${i + 1}`), 'top'].map(
      (name) => [name, [197, channels]] as const,
    ),
  );

/** Pixels of a side, or tokens, and channels. */
const blockShapes: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> = {
  efficientnet_lite0: {
    stem: [112, 32],
    block1: [112, 16],
    block2: [56, 24],
    block3: [28, 40],
    block4: [14, 80],
    block5: [14, 112],
    block6: [7, 192],
    block7: [7, 320],
    top: [7, 1280],
  },
  mobilenet_v2: {
    stem: [112, 32],
    block1: [112, 16],
    block2: [56, 24],
    block3: [28, 32],
    block4: [14, 64],
    block5: [14, 96],
    block6: [7, 160],
    block7: [7, 320],
    top: [7, 1280],
  },
  resnet18: { stem: [56, 64], layer1: [56, 64], layer2: [28, 128], layer3: [14, 256], layer4: [7, 512] },
  vit_s_16: blocksOfTokens(384),
  vit_b_16: blocksOfTokens(768),
  resnet50: { stem: [56, 64], layer1: [56, 256], layer2: [28, 512], layer3: [14, 1024], layer4: [7, 2048] },
};

/** Published parameter counts, less the classifier's. */
const parameterCounts: Readonly<Record<string, number>> = {
  efficientnet_lite0: 4_652_008 - 1_281_000,
  mobilenet_v2: 3_504_872 - 1_281_000,
  resnet18: 11_689_512 - 513_000,
  resnet50: 25_557_032 - 2_049_000,
  vit_s_16: 22_050_664 - 385_000,
  vit_b_16: 86_567_656 - 769_000,
};

describe.each(backbones)('$name', (backbone) => {
  const graph = buildBackbone(backbone);
  const types = new Map(graph.nodes.map((n) => [n.name, n.outputs[0]!]));

  it('has blocks of the reference’s shapes at its native size', () => {
    const shapes = Object.fromEntries(
      graph.blocks.map(({ name, output }) => {
        const [, height, width, channels] = types.get(output)!.shape;
        if (backbone.tokens) return [name, [height, width]];
        expect(height).toBe(width);
        return [name, [height, channels]];
      }),
    );
    expect(shapes).toEqual(blockShapes[backbone.name]);
  });

  it('has as many parameters as published', () => {
    expect(trainable(graph)).toBe(parameterCounts[backbone.name]);
  });

  it('ends in as many features as its classifier takes', () => {
    expect(types.get(graph.outputs[0]!)!.shape.at(-1)).toBe(backbone.classifier?.features);
  });

  it.skipIf(backbone.tokens)('shrinks an image of the smallest size to one position', () => {
    const small = buildBackbone(backbone, backbone.inputSize.minimum);
    const top = small.nodes.find((n) => n.name === small.outputs[0]);
    expect(top?.outputs[0]?.shape.slice(1, 3)).toEqual([1, 1]);
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
