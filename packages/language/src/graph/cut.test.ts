import { describe, expect, it } from 'vitest';
import { selfAttention } from './attention.js';
import { GraphBuilder } from './builder.js';
import { type CutOptions, cutNetwork, inferenceForm } from './cut.js';
import { batchNorm, conv2d, dense, embedding } from './layers.js';
import { buildHead } from './network.js';
import { positions } from './ops/arrange.js';
import { dropout } from './ops/dropout.js';
import { add, mul, relu } from './ops/elementwise.js';
import { gather } from './ops/indexing.js';
import { causalMask, paddingMask } from './ops/masks.js';
import { pad } from './ops/padding.js';
import { reshape } from './ops/tensor.js';
import { float32, int32 } from './shape.js';
import type { Graph } from './types.js';

/** A stem, a residual block of two convolutions, and a head with dropout and a batch-norm of its own. */
function network(): Graph {
  const b = new GraphBuilder();
  const image = b.input('image', float32('batch', 8, 8, 3));
  const unit = (name: string, x: string) => {
    const y = conv2d(b, `${name}/conv`, x, { filters: 4, size: 3 });
    return batchNorm(b, `${name}/norm`, y, { epsilon: 1e-3, momentum: 0.9 });
  };
  const stem = b.block('stem', () => b.apply(relu, [unit('stem', image)], {}, 'stem/relu'));
  const block = b.block(
    'block1',
    () => {
      const first = b.apply(relu, [unit('block1/first', stem)], {}, 'block1/relu');
      const quieted = b.apply(dropout, [first], { rate: 0.5, drawn: 'inside' }, 'block1/dropout');
      return b.apply(add, [stem, unit('block1/second', quieted)], {}, 'block1/add');
    },
    { residual: true },
  );
  const logits = b.block(
    'head',
    () =>
      buildHead(
        b,
        { features: block },
        [
          { kind: 'pool', mode: 'average' },
          { kind: 'dropout', rate: 0.25 },
          { kind: 'dense', units: 5, activation: null },
          { kind: 'batch_norm' },
          { kind: 'dense', units: 'classes', activation: null },
        ],
        3,
      ),
    { origin: 'fresh' },
  );
  return b.finish([logits]);
}

const whole = network();
const layersOf = (...prefixes: string[]) =>
  new Set(whole.layers.map((l) => l.name).filter((name) => prefixes.some((p) => name.startsWith(p))));
const cut = (frozen: readonly string[], batchNorm: CutOptions['batchNorm'] = 'frozen') =>
  cutNetwork(whole, { frozenLayers: layersOf(...frozen), batchNorm });

const opsOf = (graph: Graph | null) => graph?.nodes.map((node) => node.op) ?? [];
const modesOf = (graph: Graph) =>
  Object.fromEntries(graph.nodes.filter((n) => n.op === 'batchNorm').map((n) => [n.layer, n.attrs.mode]));

describe('with the whole backbone frozen', () => {
  const program = cut(['stem', 'block1']);

  it('the pooled features are stored, the smallest value that does not change', () => {
    expect(program.features).toEqual([
      { kind: 'computed', name: 'feature_0', source: 'head/pool', type: float32('batch', 4) },
    ]);
    expect(program.frozen!.outputs).toEqual(['head/pool']);
    expect(program.frozen!.inputs).toEqual(['image']);
  });

  it('the head is trained, its statistics are moved and not trained', () => {
    expect(program.trained).toEqual([
      'head/dense/kernel',
      'head/dense/bias',
      'head/batch_norm/gamma',
      'head/batch_norm/beta',
      'head/dense_2/kernel',
      'head/dense_2/bias',
    ]);
    expect(program.statistics).toEqual([
      {
        node: 'head/batch_norm/norm',
        mean: 'head/batch_norm/moving_mean',
        variance: 'head/batch_norm/moving_variance',
      },
    ]);
  });

  it('no parameter of the backbone is left to either form', () => {
    for (const graph of [program.training, program.inference]) {
      expect(graph.parameters.filter((p) => p.block !== 'head')).toEqual([]);
    }
  });
});

describe('with nothing frozen', () => {
  const program = cut([]);

  it('the image itself is what the phase trains on', () => {
    expect(program.features).toEqual([
      { kind: 'input', name: 'image', source: 'image', type: float32('batch', 8, 8, 3) },
    ]);
    expect(program.frozen).toBeNull();
  });

  it('everything but the statistics is trained', () => {
    const statistics = whole.parameters.filter((p) => p.role === 'mean' || p.role === 'variance');
    expect(program.trained.length).toBe(whole.parameters.length - statistics.length);
    for (const { name } of statistics) expect(program.trained).not.toContain(name);
  });
});

it('cut at a block’s end, its output is the one feature', () => {
  expect(cut(['stem']).features.map((f) => f.source)).toEqual(['stem/relu']);
});

it('cut inside a residual block, the shortcut is a second feature', () => {
  const { features, frozen } = cut(['stem', 'block1/first']);
  expect(features.map((f) => f.source).sort()).toEqual(['block1/dropout', 'stem/relu']);
  expect(new Set(features.map((f) => f.name)).size).toBe(2);
  expect(frozen!.outputs).toEqual(features.map((f) => f.source));
});

it('a frozen layer above a trained one is computed with it, and not trained', () => {
  const { features, training, trained } = cut(['block1']);
  expect(features.map((f) => f.source)).toEqual(['image']);
  expect(training.parameters.map((p) => p.name)).toContain('block1/first/conv/kernel');
  expect(trained.some((name) => name.startsWith('block1'))).toBe(false);
});

it('with the head frozen too, the logits are the feature and nothing is trained', () => {
  const { features, trained } = cutNetwork(
    {
      ...whole,
      nodes: whole.nodes.map((n) => (n.op === 'dropout' ? { ...n, op: 'identity', attrs: {} } : n)),
    },
    { frozenLayers: new Set(whole.layers.map((l) => l.name)), batchNorm: 'frozen' },
  );
  expect(features.map((f) => f.source)).toEqual(whole.outputs);
  expect(trained).toEqual([]);
});

describe('batch-norm', () => {
  it('of the backbone stays in inference mode unless the phase says otherwise; the head’s own trains', () => {
    const frozen = modesOf(cut(['stem']).training);
    expect(frozen['block1/first/norm']).toBe('inference');
    expect(frozen['head/batch_norm']).toBe('train');
  });

  it('trains only in layers that are trained', () => {
    const { training, statistics } = cut(['block1'], 'train');
    expect(modesOf(training)).toEqual({
      'stem/norm': 'train',
      'block1/first/norm': 'inference',
      'block1/second/norm': 'inference',
      'head/batch_norm': 'train',
    });
    expect(statistics.map((s) => s.mean)).toEqual(['stem/norm/moving_mean', 'head/batch_norm/moving_mean']);
  });

  it('evaluates by the stored statistics', () => {
    expect(Object.values(modesOf(cut([], 'train').inference))).toEqual(Array(4).fill('inference'));
  });
});

describe('dropout', () => {
  const program = cut([]);

  it('of the head is a product with a mask that is fed', () => {
    expect(program.masks).toEqual([{ name: 'mask/head/dropout', type: float32('batch', 4), rate: 0.25 }]);
    const node = program.training.nodes.find((n) => n.name === 'head/dropout')!;
    expect([node.op, node.inputs]).toEqual(['mul', ['head/pool', 'mask/head/dropout']]);
    expect(program.training.inputs).toContain('mask/head/dropout');
  });

  it('of the backbone is drawn in the graph from a key that is fed', () => {
    const nodes = new Map(program.training.nodes.map((node) => [node.name, node]));
    expect(program.randomKey).toBe('random_key');
    expect(nodes.get('block1/dropout')).toMatchObject({
      op: 'randomDropout',
      inputs: ['block1/relu', 'random_key'],
      attrs: { rate: 0.5, stream: 0, together: 'nothing' },
    });
    expect(program.training.inputs).toEqual(['image', 'mask/head/dropout', 'random_key']);
  });

  it('is the identity outside training, and in what is computed once', () => {
    const frozen = cut(['stem', 'block1']);
    expect(program.inference.inputs).toEqual(['image']);
    expect(frozen.randomKey).toBeNull();
    for (const graph of [program.inference, program.training, frozen.frozen, frozen.training]) {
      expect(opsOf(graph)).not.toContain('dropout');
    }
    for (const graph of [program.inference, frozen.frozen, frozen.training]) {
      expect(opsOf(graph)).not.toContain('randomDropout');
    }
  });
});

describe('with an input that every block reads, as attention reads its mask', () => {
  const b = new GraphBuilder();
  const words = b.input('words', int32('batch', 'tokens'));
  const seen = b.input('seen', float32('batch', 'tokens', 1));
  const block = (name: string, x: string) =>
    b.block(name, () => b.apply(mul, [dense(b, `${name}/dense`, x, 4), seen], {}, `${name}/masked`));
  const embedded = b.block('embeddings', () =>
    b.layer('embeddings', 'embedding', () =>
      b.apply(gather, [b.parameter('words', [9, 4], 'embedding', 'zeros'), words], {}, 'looked_up'),
    ),
  );
  const graph = b.finish([block('block2', block('block1', embedded))]);
  const cutAfter = (...blocks: string[]) =>
    cutNetwork(graph, {
      frozenLayers: new Set(graph.layers.filter((l) => blocks.includes(l.block)).map((l) => l.name)),
      batchNorm: 'frozen',
    });

  it('it is fed again beside the one value that is stored', () => {
    const { features, frozen, training } = cutAfter('embeddings', 'block1');
    expect(features).toEqual([
      { kind: 'computed', name: 'feature_0', source: 'block1/masked', type: float32('batch', 'tokens', 4) },
      { kind: 'input', name: 'seen', source: 'seen', type: float32('batch', 'tokens', 1) },
    ]);
    expect(frozen!.outputs).toEqual(['block1/masked']);
    expect(frozen!.inputs).toEqual(['words', 'seen']);
    expect(training.inputs).toEqual(['feature_0', 'seen']);
  });

  it('everything is an input where nothing is computed before', () => {
    const { features, frozen } = cutAfter();
    expect(features.map(({ kind, name }) => [kind, name])).toEqual([
      ['input', 'words'],
      ['input', 'seen'],
    ]);
    expect(frozen).toBeNull();
  });
});

it('makes what depends on parameters alone where it is read, and stores none of it', () => {
  const b = new GraphBuilder();
  const image = b.input('image', float32('batch', 3));
  const biased = b.block('block1', () => {
    const bias = b.layer('bias', 'bias', () =>
      b.apply(mul, [b.parameter('table', [3], 'token', 'zeros'), b.constant('bias/scale', 16)], {}, 'scaled'),
    );
    return b.apply(add, [dense(b, 'block1/dense', image, 3), bias], {}, 'block1/add');
  });
  const program = cutNetwork(b.finish([biased]), { frozenLayers: new Set(['bias']), batchNorm: 'frozen' });
  expect(program.features.map(({ kind, source }) => [kind, source])).toEqual([['input', 'image']]);
  expect(program.frozen).toBeNull();
  expect(program.trained).toEqual(['block1/dense/kernel', 'block1/dense/bias']);
  expect(program.training.nodes.map(({ name }) => name)).toContain('bias/scaled');
});

it('predicts from the image, also where something without layers stands before the first one', () => {
  const b = new GraphBuilder();
  const image = b.input('image', float32('batch', 8, 8, 3));
  const framed = b.block('block1', () => {
    const padding = [
      [0, 1],
      [0, 1],
    ] as const;
    return conv2d(b, 'conv', b.apply(pad, [image], { padding, value: 0 }), { filters: 4, size: 3 });
  });
  const network = b.finish([framed]);
  expect(inferenceForm(network).inputs).toEqual(['image']);
  // A phase that trains all of it stores what stands before.
  const { features } = cutNetwork(network, { frozenLayers: new Set(), batchNorm: 'frozen' });
  expect(features.map(({ kind, source }) => [kind, source])).toEqual([['computed', 'pad']]);
});

describe('with attention under masks', () => {
  const b = new GraphBuilder();
  const [words, seen] = ['words', 'seen'].map((name) => b.input(name, int32('batch', 'tokens')));
  const hidden = paddingMask(b, seen!);
  const block = (name: string, x: string) =>
    b.block(name, () => {
      const biases = b.layer(`${name}_places`, 'embedding', () => {
        const table = b.parameter('embeddings', [9, 1], 'token', 'zeros');
        return b.apply(gather, [table, b.apply(positions, [words!], {})], {}, 'looked_up');
      });
      const row = b.apply(reshape, [biases], { shape: [1, 'tokens'] }, `${name}/row`);
      const added = [hidden, b.apply(causalMask, [words!], {}), row];
      return selfAttention(b, name, x, { heads: 2, added });
    });
  const embedded = b.block('embeddings', () =>
    embedding(b, 'words_table', words!, { rows: 9, width: 4, initializer: 'zeros' }),
  );
  const graph = b.finish([block('block2', block('block1', embedded))]);
  const cutAfter = (...frozen: string[]) =>
    cutNetwork(graph, {
      frozenLayers: new Set(
        graph.layers
          .map(({ name }) => name)
          .filter((name) => !name.startsWith('block2') || frozen.includes(name)),
      ),
      batchNorm: 'frozen',
    });

  it('stores the states of tokens alone; masks, and biases that all examples share, are made anew', () => {
    const { features, training } = cutAfter('block2_places');
    expect(features.map(({ kind, source }) => `${kind} ${source}`).sort()).toEqual([
      expect.stringContaining('computed block1_output'),
      'input seen',
      'input words',
    ]);
    expect(training.nodes.map(({ op }) => op)).toEqual(
      expect.arrayContaining(['causalMask', 'positions', 'cast']),
    );
    expect(training.parameters.map(({ name }) => name)).toContain('block2_places/embeddings');
  });
});
