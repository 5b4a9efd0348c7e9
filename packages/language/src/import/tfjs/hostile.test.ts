import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evenModel, tinyModel } from '../../checks/backbone/tiny-model.js';
import { memoryFiles } from '../../testing/memory-files.js';
import { openModel } from '../open.js';

const problemOf = (text: string): string => {
  const opened = openModel({ format: 'tfjs', path: '/m/model.json' }, memoryFiles({ '/m/model.json': text }));
  return opened.kind === 'invalid' ? opened.problem : opened.kind;
};

const layers = (...all: readonly object[]) =>
  JSON.stringify({
    modelTopology: {
      model_config: {
        class_name: 'Model',
        config: { layers: all, input_layers: [['image', 0, 0]], output_layers: [['out', 0, 0]] },
      },
    },
    weightsManifest: [],
  });
const image = { class_name: 'InputLayer', name: 'image', config: { batch_input_shape: [null, 32, 32, 3] } };
const layer = (class_name: string, name: string, ...reads: string[]) => ({
  class_name,
  name,
  config: {},
  inbound_nodes: [reads.map((one) => [one, 0, 0, {}])],
});

const nested = (depth: number): object =>
  depth === 0
    ? { class_name: 'ReLU', config: { name: 'deep' } }
    : { class_name: 'Sequential', config: { name: 'out', layers: [nested(depth - 1)] } };

const graph = (...node: readonly object[]) =>
  JSON.stringify({ modelTopology: { node }, weightsManifest: [] });

it.each<[string, RegExp, string]>([
  ['no JSON', /no JSON text/, '{'],
  ['other JSON', /has no modelTopology/, '{}'],
  ['no layers', /has no layers/, layers()],
  [
    'layers in a circle',
    /layers a, out read .* in a circle/,
    layers(image, layer('ReLU', 'a', 'out'), layer('ReLU', 'out', 'a')),
  ],
  ['a layer that reads nothing there', /layers out read/, layers(image, layer('ReLU', 'out', 'nowhere'))],
  ['an output that is no layer', /output out is no layer/, layers(image)],
  [
    'layers that nobody knows',
    /not supported: LSTM \(node a\), Attention \(node out\)/,
    layers(
      image,
      layer('LSTM', 'a', 'image'),
      layer('Attention', 'out', 'image'),
      layer('Add', 'sum', 'a', 'out'),
    ).replace('[["out",0,0]]', '[["sum",0,0]]'),
  ],
  [
    'a convolution without weights',
    /layer out has no weight kernel/,
    layers(image, layer('Conv2D', 'out', 'image')),
  ],
  [
    'models in models without end',
    /nested too deeply/,
    JSON.stringify({ modelTopology: nested(400), weightsManifest: [] }),
  ],
  [
    'a graph in a circle',
    /read each other in a circle/,
    graph({ name: 'a', op: 'Relu', input: ['b'] }, { name: 'b', op: 'Relu', input: ['a'] }),
  ],
  ['a graph without an output', /has no output/, graph({ name: 'image', op: 'Placeholder' })],
  [
    'weights elsewhere',
    /lie in \.\.\/secret, which is not beside it/,
    tinyModel.replace('weights.bin', '../secret'),
  ],
  ['a weight of an impossible shape', /has the shape/, tinyModel.replace('[3,3,3,4]', '[3,3,-3,4]')],
])('a model.json with %s is told', (_what, problem, text) => {
  expect(problemOf(text)).toMatch(problem);
});

it('whatever stands in the place of a part, the answer is a network or a message', () => {
  const values = fc.oneof(
    fc.constant(null),
    fc.integer(),
    fc.string(),
    fc.constant([]),
    fc.constant({}),
    fc.constant(1e308),
  );
  const replaced = (value: unknown, path: readonly number[], by: unknown): unknown => {
    const [first, ...rest] = path;
    if (first === undefined || typeof value !== 'object' || value === null) return by;
    const keys = Object.keys(value);
    if (keys.length === 0) return by;
    const key = keys[first % keys.length]!;
    const inside = replaced((value as Record<string, unknown>)[key], rest, by);
    return Array.isArray(value)
      ? value.map((one, i) => (String(i) === key ? inside : one))
      : { ...value, [key]: inside };
  };
  fc.assert(
    fc.property(
      fc.constantFrom(tinyModel, evenModel),
      fc.array(fc.nat(20), { minLength: 1, maxLength: 9 }),
      values,
      (text, path, by) => {
        expect(typeof problemOf(JSON.stringify(replaced(JSON.parse(text), path, by)))).toBe('string');
      },
    ),
    { numRuns: 300 },
  );
});
