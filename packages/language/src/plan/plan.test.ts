import { describe, expect, it } from 'vitest';
import { buildBackbone } from '../backbones/build.js';
import { findBackbone } from '../backbones/catalogue.js';
import type { ImageData } from '../modalities/images/data.js';
import type { Phase, Pipeline } from '../resolve/pipeline.js';
import { multiplyAdds } from './cost.js';
import { planPipeline } from './plan.js';

const backbone = findBackbone('mobilenet_v2')!;
const graph = buildBackbone(backbone, 96);
const layersUpTo = (last: string) => {
  const names = graph.blocks.map((block) => block.name);
  const frozen = new Set(names.slice(0, names.indexOf(last) + 1));
  return graph.layers.filter((layer) => frozen.has(layer.block)).map((layer) => layer.name);
};
const everyLayer = graph.layers.map((layer) => layer.name);
const lastBlock = graph.blocks.at(-1)!.name;

const phase = (name: string, frozenLayers: readonly string[], epochs = 5): Phase => ({
  name,
  frozenLayers,
  freeze: name,
  batchNorm: 'frozen',
  adapt: null,
  epochs,
  optimizer: { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
  learningRate: { kind: 'constant', rate: 1e-3, warmup: 0 },
  layerDecay: 1,
  clipNorm: null,
  accumulate: 1,
  labelSmoothing: 0,
  earlyStop: null,
});

const pipeline = (phases: readonly Phase[], data: Partial<ImageData> = {}): Pipeline => ({
  name: 'p',
  description: '',
  file: '/p.tlp',
  task: 'classification',
  backbone: { name: backbone.name, weights: { kind: 'random' }, inputSize: 96 },
  data: {
    kind: 'images',
    labels: { kind: 'folder' },
    path: '/data',
    split: { kind: 'fraction', stratified: true, train: 0.8, validation: 0.1, test: 0.1 },
    augment: [],
    variants: null,
    batch: 32,
    balance: 'none',
    resize: 'stretch',
    channels: 3,
    unreadable: 'error',
    splitSeed: 0,
    ...data,
  } satisfies ImageData,
  head: [
    { kind: 'pool', mode: 'average' },
    { kind: 'dense', units: 'classes', activation: null },
  ],
  schedule: {
    phases,
    loss: { kind: 'cross_entropy' },
    monitor: 'accuracy',
    seed: 0,
    topK: 5,
    memory: null,
    recipe: null,
  },
  origins: {},
});

const images = { train: 1000, validation: 100, test: 100 };
const plan = (phases: readonly Phase[], data?: Partial<ImageData>, room?: number) =>
  planPipeline(pipeline(phases, data), backbone, { classes: 4, images }, room);
const flip = [{ kind: 'flip', horizontal: true, vertical: false }] as const;

describe('planPipeline', () => {
  it('trains the head alone where all is frozen, and stores one vector an image', () => {
    const [head] = plan([phase('head', everyLayer)]).phases;
    expect(head?.parameters.trained).toBe(1280 * 4 + 4);
    expect(head?.features).toEqual([{ block: 'head', input: null, shape: ['batch', 1280], bytes: 5120 }]);
    expect(head?.featureBytes).toBe(5120 * 1200);
    expect(head?.frozenPasses).toEqual({ everyEpoch: 5600, planned: 1200, saved: 4400 });
    expect(head?.stepsPerEpoch).toBe(32);
    expect(new Set(head?.blocks.slice(0, -1).map((b) => b.state))).toEqual(new Set(['computed_once']));
    expect(head?.blocks.at(-1)).toMatchObject({ name: 'head', state: 'trained' });
  });

  it('moves the cut down where the next phase unfreezes', () => {
    const names = graph.blocks.map((b) => b.name);
    const at = names.at(-3)!;
    const [, tune] = plan([phase('head', everyLayer), phase('tune', layersUpTo(at))]).phases;
    expect(tune?.features.map((f) => f.block)).toEqual([at]);
    expect(tune?.blocks.find((b) => b.name === lastBlock)?.state).toBe('trained');
    expect(tune?.parameters.trained).toBeGreaterThan(1280 * 4 + 4);
  });

  it('computes only the test images for a phase with the cut of an earlier one', () => {
    const [, second] = plan([phase('a', everyLayer), phase('b', everyLayer)]).phases;
    expect(second).toMatchObject({ featuresFrom: 'a', frozenPasses: { planned: 100, saved: 5500 } });
  });

  it('goes on from what a phase has stored that trained what this one freezes', () => {
    const at = graph.blocks.map((b) => b.name).at(-3)!;
    const phases = [phase('tune', layersUpTo(at)), phase('head', everyLayer)];
    const [, second] = plan(phases).phases;
    // The test images are read by the last phase alone.
    expect(second).toMatchObject({ featuresFrom: null, storedStart: { at }, frozenPasses: { planned: 100 } });
    expect(second?.storedStart?.share).toBeGreaterThan(0.05);
    expect(second?.storedStart?.share).toBeLessThan(0.5);
    // What lies below is trained meanwhile.
    const lower = phase('lower', layersUpTo(graph.blocks[1]!.name));
    const [, , again] = plan([phases[0]!, lower, phases[1]!]).phases;
    expect(again?.storedStart?.at).toBe(graph.blocks[1]!.name);
    expect(plan([phase('none', []), phases[1]!]).phases[1]).not.toHaveProperty('storedStart');
  });

  it('computes features from stored ones in every epoch where the store has no room for both', () => {
    const at = graph.blocks.map((b) => b.name).at(-3)!;
    const phases = [phase('head', everyLayer), phase('tune', layersUpTo(at))];
    const [roomy] = plan(phases).phases;
    expect(roomy).not.toHaveProperty('through');
    const both = plan(phases).phases.reduce((sum, { featureBytes }) => sum + featureBytes, 0);
    const [head, tune] = plan(phases, {}, both - 5120 * 1100).phases;
    expect(head).toMatchObject({ through: { at }, featureBytes: 0 });
    expect(head?.through?.share).toBeLessThan(0.5);
    expect(tune).not.toHaveProperty('through');
    expect(tune?.featureBytes).toBeGreaterThan(0);
  });

  it('computes mixed images in every epoch, and stores what a later phase reads plain', () => {
    const mix = [{ kind: 'mixup', alpha: 0.2 }] as const;
    const [mixed, plain] = plan([{ ...phase('a', everyLayer), mix }, phase('b', everyLayer)]).phases;
    expect(mixed).toMatchObject({
      stored: 'fixed_splits',
      mix: 'mixup(alpha: 0.2)',
      frozenPasses: { planned: 5100 },
    });
    expect(plain).toMatchObject({ stored: 'all', featuresFrom: 'a', frozenPasses: { planned: 1100 } });
  });

  it('cannot store training features where every epoch draws fresh views', () => {
    const [head] = plan([phase('head', everyLayer)], { augment: flip }).phases;
    expect(head).toMatchObject({ stored: 'fixed_splits', frozenPasses: { planned: 5200, saved: 400 } });
  });

  it('reads validation and test images once for each view that they are judged by', () => {
    const tta = { kind: 'flip', direction: 'horizontal' } as const;
    const [head] = plan([phase('head', everyLayer)], { tta }).phases;
    const [plain] = plan([phase('head', everyLayer)]).phases;
    const held = plain!.featureBytes / 5120 - 1000;
    expect(head?.featureBytes).toBe(5120 * (1000 + 2 * held));
  });

  it('stores as many views as `variants` says, but no more than there are epochs', () => {
    const [a, b] = plan([phase('a', everyLayer), phase('b', everyLayer, 2)], {
      augment: flip,
      variants: 4,
    }).phases;
    expect(a?.featureBytes).toBe(5120 * 4100);
    expect(b?.featureBytes).toBe(5120 * 2200);
  });

  it('counts a phase at its own size, and shares no pass between sizes', () => {
    const small = { ...phase('small', everyLayer), inputSize: 64 };
    const [first, second] = plan([small, phase('head', everyLayer)]).phases;
    expect([first?.inputSize, second?.inputSize]).toEqual([64, undefined]);
    expect(second?.featuresFrom).toBeNull();
    // 2 x 2 in place of 3 x 3 places, where the pool is not yet.
    expect(first!.multiplyAdds.frozen).toBeLessThan(second!.multiplyAdds.frozen / 2);
  });

  it.each([
    [undefined, [1000], { by: 'energy' }],
    [
      { kind: 'nearest', k: 1 },
      [600, 400],
      { by: 'nearest(k: 1)', kept: { examples: 1000, bytes: 5_120_000, computed: false } },
    ],
    // 64 MB are 12,500 vectors of 1,280 numbers.
    [
      { kind: 'nearest', k: 5 },
      [50_000],
      { by: 'nearest(k: 5)', kept: { examples: 12_500, bytes: 64e6, computed: false } },
    ],
    [
      { kind: 'nearest', k: 5 },
      [8000, 8000, 8000],
      { by: 'nearest(k: 5)', kept: { examples: 12_498, bytes: 12_498 * 5120, computed: false } },
    ],
  ] as const)('says what the model keeps to reject by %j of classes of %j', (by, perClass, reject) => {
    const { schedule, ...rest } = pipeline([phase('head', everyLayer)]);
    const asked = { kind: 'unknown', keep: 0.95, name: 'unknown', ...(by && { by }) } as const;
    const given = { ...rest, schedule: { ...schedule, reject: asked } };
    const train = perClass.reduce((sum, own) => sum + own, 0);
    const size = { classes: 4, perClass, images: { ...images, train } };
    expect(planPipeline(given, backbone, size).reject).toEqual(reject);
    expect(planPipeline({ ...given, schedule }, backbone, size)).not.toHaveProperty('reject');
  });

  it('says what is computed at the end for the model to keep', () => {
    const { schedule, ...rest } = pipeline([phase('all', [])]);
    const reject = { kind: 'unknown', keep: 0.95, name: 'unknown', by: { kind: 'nearest', k: 1 } } as const;
    const { reject: planned } = planPipeline({ ...rest, schedule: { ...schedule, reject } }, backbone, {
      classes: 4,
      images,
    });
    expect(planned?.kept).toEqual({ examples: images.train, bytes: images.train * 5120, computed: true });
  });

  it('stores nothing where nothing is frozen, and reads the image', () => {
    const [all] = plan([phase('all', [])]).phases;
    expect(all).toMatchObject({ stored: 'none', featureBytes: 0, frozenPasses: { saved: 0 } });
    expect(all?.features).toMatchObject([{ block: null, shape: ['batch', 96, 96, 3] }]);
  });
});

describe('multiplyAdds', () => {
  it('counts what the papers state', () => {
    // Sandler et al. 2018, table 4: 300 M multiply-adds at 224 px, classifier (1.3 M) included.
    expect(multiplyAdds(buildBackbone(backbone, 224)) / 1e6).toBeCloseTo(299.5, 0);
  });
});
