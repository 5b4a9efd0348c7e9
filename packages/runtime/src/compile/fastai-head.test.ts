/** `head { fastai }` is the head that fastai's `vision_learner` makes, and trains as it does. */
import { resolveText } from '@tlp/language/compile-text.js';
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { cutNetwork } from '@tlp/language/graph/cut.js';
import { buildHead } from '@tlp/language/graph/network.js';
import { float32 } from '@tlp/language/graph/shape.js';
import type { HeadLayer } from '@tlp/language/resolve/pipeline.js';
import { describe, expect, it } from 'vitest';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import { crossEntropyLoss } from '../tasks/classification/loss.js';
import { closeTo } from '../testing/close-to.js';
import { formulaLabels, formulaTensor, signed } from '../testing/formula.js';
import { readGolden } from '../testing/goldens.js';
import { targetFeeds } from '../testing/reference-network.js';
import { initializeParameters } from '../weights/initialize.js';
import { shapeInFile, toGraphLayout } from '../weights/transpose.js';
import { createTrainingEngine } from './create-training-engine.js';
import { optimizerScalars } from './optimizers/scalars.js';

type Layer =
  | { readonly kind: 'AdaptiveConcatPool2d' | 'Flatten' | 'ReLU' }
  | { readonly kind: 'Dropout'; readonly rate: number }
  | {
      readonly kind: 'BatchNorm1d';
      readonly epsilon: number;
      readonly momentum: number;
      readonly offset: number;
    }
  | {
      readonly kind: 'Linear';
      readonly units: number;
      readonly bias: boolean;
      readonly spread: number;
    };

const golden = readGolden<{
  readonly side: number;
  readonly channels: number;
  readonly units: number;
  readonly classes: number;
  readonly batch: number;
  readonly rate: number;
  readonly layers: readonly Layer[];
  readonly tensors: Readonly<Record<string, readonly number[]>>;
  readonly logits: readonly number[];
  readonly losses: readonly number[];
  readonly after: Readonly<Record<string, readonly number[]>>;
}>('heads/fastai.json');

async function headOf(written: string): Promise<readonly HeadLayer[]> {
  const text = `pipeline p { backbone resnet18 data images("x") head { ${written} }
    schedule { phase a { freeze: all epochs: 1 } } }`;
  const { pipelines } = await resolveText(text, { file: '/p.tlp' });
  return pipelines[0]!.head;
}

function graphOf(head: readonly HeadLayer[]) {
  const { side, channels, classes } = golden;
  const b = new GraphBuilder();
  const features = b.input('features', float32('batch', side, side, channels));
  return b.finish([b.block('head', () => buildHead(b, { features }, head, classes), { origin: 'fresh' })]);
}

/** The layers as PyTorch counts them: its activation is a layer of its own, and so is what makes a vector. */
const asInTorch = (layer: HeadLayer): readonly object[] => {
  switch (layer.kind) {
    case 'pool':
      return [{ kind: layer.mode === 'concat' ? 'AdaptiveConcatPool2d' : layer.mode }, { kind: 'Flatten' }];
    case 'batch_norm': {
      const { epsilon, momentum = 0, offset = 0 } = layer;
      const rest = { momentum: expect.closeTo(1 - momentum, 6), offset: expect.closeTo(offset, 6) };
      return [{ kind: 'BatchNorm1d', epsilon, ...rest }];
    }
    case 'dropout':
      return [{ kind: 'Dropout', rate: layer.rate }];
    case 'dense':
      return [
        {
          kind: 'Linear',
          units: layer.units === 'classes' ? golden.classes : layer.units,
          bias: layer.bias ?? true,
          spread: expect.closeTo(1, 1),
        },
        ...(layer.activation === 'relu' ? [{ kind: 'ReLU' }] : []),
      ];
    default:
      return [layer];
  }
};

it('has the layers of fastai', async () => {
  expect(golden.layers).toEqual((await headOf('fastai')).flatMap(asInTorch));
});

it('has the first weights of fastai', async () => {
  const { parameters } = graphOf(await headOf('fastai'));
  const first = initializeParameters(parameters, 1);
  const kernel = first.get('head/dense/kernel')!;
  const deviation = Math.sqrt(kernel.reduce((sum, x) => sum + x * x, 0) / kernel.length);
  const spread = deviation / Math.sqrt(2 / (2 * golden.channels));
  expect(spread).toBeCloseTo(1, 1);
  expect(new Set(first.get('head/batch_norm/beta'))).toEqual(new Set([Math.fround(1e-3)]));
  expect(first.has('head/dense/bias')).toBe(false);
});

/** Of our parameter, the tensor of PyTorch's state dict: layers are counted, dropout left out. */
const places: Readonly<Record<string, string>> = {
  'head/batch_norm': '2',
  'head/dense': '3',
  'head/batch_norm_2': '5',
  'head/dense_2': '6',
};
const parts: Readonly<Record<string, string>> = {
  gamma: 'weight',
  beta: 'bias',
  moving_mean: 'running_mean',
  moving_variance: 'running_var',
  kernel: 'weight',
};

function tensorOf(parameter: string): string {
  const cut = parameter.lastIndexOf('/');
  return `${places[parameter.slice(0, cut)]}.${parts[parameter.slice(cut + 1)]}`;
}

describe.each(['tensorflow', 'portable'] as const)('on %s', (kind) => {
  it('trains as it does in fastai', async () => {
    const graph = graphOf(await headOf(`fastai(${golden.units}, dropout: 0%)`));
    expect(graph.parameters.map(({ name }) => tensorOf(name)).sort()).toEqual(
      Object.keys(golden.tensors).sort(),
    );
    const weights = new Map(
      graph.parameters.map(({ name, shape, role }) => {
        const place = { transpose: role === 'kernel' ? 'oi' : 'none' } as const;
        const { data } = formulaTensor(tensorOf(name), shapeInFile(shape, place));
        return [name, toGraphLayout(data, shape, place)];
      }),
    );
    const program = cutNetwork(graph, { frozenLayers: new Set(), batchNorm: 'train' });
    const optimizer = { kind: 'sgd', momentum: 0, nesterov: false, weightDecay: 0 } as const;
    const phase = { optimizer, clipNorm: null, accumulate: 1 };
    const engine = await createTrainingEngine(program, {
      phase,
      weights,
      engine: kind,
      addLoss: crossEntropyLoss,
    });
    const { batch, side, channels, classes } = golden;
    const shape = [batch, side, side, channels];
    // The pool lies below what trains, so its output is computed once.
    const pooling = await createInferenceEngine(program.frozen!, new Map(), { engine: kind });
    const map = { data: signed('features', batch * side * side * channels, 1), shape };
    const [pooled] = await pooling.run({ features: map });
    await pooling.dispose();
    const feeds = {
      [program.features[0]!.name]: { data: pooled!, shape: [batch, 2 * channels] },
      ...targetFeeds(formulaLabels(batch, classes), classes),
    };
    closeTo((await engine.evaluate(feeds)).logits, golden.logits, 1e-5);
    for (const [i, expected] of golden.losses.entries()) {
      const { loss } = await engine.train(feeds, optimizerScalars(optimizer, i + 1, golden.rate), true);
      expect(loss).toBeCloseTo(expected, 4);
    }
    const after = await engine.read();
    await engine.dispose();
    for (const { name } of graph.parameters) closeTo(after.get(name)!, golden.after[tensorOf(name)]!, 1e-4);
  });
});
