import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { buildHead } from '@tlp/language/graph/network.js';
import { float32 } from '@tlp/language/graph/shape.js';
import type { HeadLayer } from '@tlp/language/resolve/pipeline.js';
import { expect, test } from 'vitest';
import type { Model } from '../model.js';
import { carryHead, withColumns } from './carried-head.js';

test('columns go by their names, wherever they stand', () => {
  const drawn = Float32Array.of(-1, -2, -3, -4, -5, -6);
  const trained = Float32Array.of(1, 2, 3, 4);
  const outputs = ['oak', 'elm', 'ash'];
  const columns = withColumns(drawn, trained, { before: ['ash', 'oak'], outputs, kept: ['ash', 'oak'] });
  expect([...columns]).toEqual([2, -2, 1, 4, -5, 3]);
});

const head: readonly HeadLayer[] = [{ kind: 'dense', units: 'targets', activation: null }];

function networkOf(outputs: number, layers = head) {
  const b = new GraphBuilder();
  const features = b.input('features', float32('batch', 2));
  return b.finish([b.block('head', () => buildHead(b, { features }, layers, outputs), { origin: 'fresh' })]);
}

const model: Model = {
  format: 2,
  name: 'sizes',
  description: '',
  backbone: 'tiny',
  head,
  inputSize: 16,
  preparation: {},
  kind: 'images',
  task: 'regression',
  outputs: ['height'],
  settings: { thresholds: null, scales: [{ mean: 170, deviation: 10 }] },
  network: networkOf(1),
  weights: new Map([
    ['head/dense/kernel', Float32Array.of(0.5, -1)],
    ['head/dense/bias', Float32Array.of(0.25)],
  ]),
};

test.each([
  ['the same scale', { mean: 170, deviation: 10 }],
  ['another scale', { mean: 150, deviation: 4 }],
])('a number is predicted as before on %s', (_, scale) => {
  const outputs = ['weight', 'height'];
  const scales = [{ mean: 0, deviation: 1 }, scale];
  const drawn = new Map([
    ['head/dense/kernel', new Float32Array(4)],
    ['head/dense/bias', new Float32Array(2)],
  ]);
  const site = { network: networkOf(2), head, task: 'regression', outputs, scales } as const;
  const { weights, kept, fresh, problem } = carryHead(model, site, drawn);
  expect({ kept, fresh, problem }).toEqual({ kept: ['height'], fresh: ['weight'], problem: null });
  const [kernel, bias] = ['kernel', 'bias'].map((name) => weights.get(`head/dense/${name}`)!);
  for (const [a, b] of [
    [0, 0],
    [1, -2],
    [0.3, 5],
  ] as const) {
    const before = 170 + 10 * (0.5 * a - b + 0.25);
    const now = scale.mean + scale.deviation * (kernel![1]! * a + kernel![3]! * b + bias![1]!);
    expect(now).toBeCloseTo(before, 4);
  }
  if (scale.mean === 170) expect([kernel![1], kernel![3], bias![1]]).toEqual([0.5, -1, 0.25]);
});

test.each([
  [{ mean: 170, deviation: 4 }, ['height'], []],
  [{ mean: 150, deviation: 10 }, [], ['height']],
])('without a bias, a number of scale %j keeps its row only about the same mean', (scale, kept, fresh) => {
  const unbiased: readonly HeadLayer[] = [{ kind: 'dense', units: 'targets', activation: null, bias: false }];
  const network = networkOf(1, unbiased);
  const trained = new Map([['head/dense/kernel', Float32Array.of(0.5, -1)]]);
  const drawn = new Map([['head/dense/kernel', Float32Array.of(7, 8)]]);
  const site = { network, head: unbiased, task: 'regression', outputs: ['height'], scales: [scale] } as const;
  const carried = carryHead({ ...model, head: unbiased, network, weights: trained }, site, drawn);
  expect(carried).toMatchObject({ kept, fresh, problem: null });
  const kernel = [...carried.weights.get('head/dense/kernel')!];
  expect(kernel).toEqual(kept.length > 0 ? [1.25, -2.5] : [7, 8]);
});

test('the head of another task is not carried over', () => {
  const site = {
    network: networkOf(2),
    head,
    task: 'multi_label',
    outputs: ['a', 'b'],
    scales: null,
  } as const;
  expect(carryHead(model, site, new Map())).toMatchObject({
    problem: 'it predicts numbers, and this pipeline any number of the classes',
    kept: [],
  });
});
