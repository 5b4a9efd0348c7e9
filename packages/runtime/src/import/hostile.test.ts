import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SourceFiles } from '@tlp/language/files.js';
import { openModel } from '@tlp/language/import/open.js';
import { bytesSource } from '@tlp/language/protobuf/source.js';
import { describe, expect, it } from 'vitest';
import { encodeOnnx, type OnnxModel } from '../engines/onnx/model-proto.js';
import { mutations } from '../testing/mutations.js';

const image = { name: 'image', type: { dtype: 'float32', shape: ['batch', 3, 32, 32] } } as const;
const output = { name: 'out', type: { dtype: 'float32', shape: ['batch', 8] } } as const;
const kernel = { name: 'kernel', shape: [4, 3, 3, 3], data: new Float32Array(108) };
const conv = (name: string, input: string, result: string) => ({
  op: 'Conv',
  name,
  inputs: [input, 'kernel'],
  outputs: [result],
  attrs: {},
});

/** A file with these bytes, and nothing beside it. */
const fileOf = (bytes: Uint8Array): SourceFiles => ({
  read: () => undefined,
  head: () => undefined,
  list: () => undefined,
  open: (path) => (path === '/m.onnx' ? bytesSource(bytes) : undefined),
  complete: true,
});

const opened = (bytes: Uint8Array) => openModel({ format: 'onnx', path: '/m.onnx' }, fileOf(bytes));

const problemOf = (model: Partial<OnnxModel>): string => {
  const whole: OnnxModel = {
    nodes: [],
    initializers: [kernel],
    inputs: [image],
    outputs: [output],
    ...model,
  };
  const result = opened(encodeOnnx(whole));
  return result.kind === 'invalid' ? result.problem : result.kind;
};

const unary = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    op: 'Relu',
    name: '',
    inputs: [i === 0 ? 'image' : `v${i - 1}`],
    outputs: [i === count - 1 ? 'out' : `v${i}`],
    attrs: {},
  }));

describe('a graph that makes no sense is told', () => {
  it.each<[what: string, problem: RegExp, model: Partial<OnnxModel>]>([
    ['of nothing', /nothing in it gives out/, {}],
    ['without an input', /has no input/, { inputs: [] }],
    ['without an output', /has no output/, { outputs: [] }],
    ['with two inputs', /has 2 inputs: image, mask/, { inputs: [image, { ...image, name: 'mask' }] }],
    [
      'of gray images',
      /not of three channels/,
      { inputs: [{ ...image, type: { dtype: 'float32', shape: ['batch', 1, 32, 32] } }] },
    ],
    [
      'of oblong images',
      /only square ones/,
      { inputs: [{ ...image, type: { dtype: 'float32', shape: ['batch', 3, 32, 64] } }] },
    ],
    [
      'in a circle',
      /reads b, which nothing before it gives/,
      { nodes: [conv('one', 'b', 'a'), conv('two', 'a', 'out')] },
    ],
    [
      'that reads what is not there',
      /Conv \(node one\): it reads nowhere/,
      { nodes: [conv('one', 'nowhere', 'out')] },
    ],
    [
      'of other channels',
      /takes 3 channels, the value before it has 4/,
      { nodes: [conv('one', 'image', 'a'), conv('two', 'a', 'out')] },
    ],
    [
      'of ops that nobody knows',
      /ops that are not supported: NonMaxSuppression \(node nms\) and 1 more, Loop \(node loop\)/,
      {
        nodes: [
          { op: 'NonMaxSuppression', name: 'nms', inputs: ['image'], outputs: ['a'], attrs: {} },
          { op: 'NonMaxSuppression', name: 'nms2', inputs: ['image'], outputs: ['b'], attrs: {} },
          { op: 'Loop', name: 'loop', inputs: ['image'], outputs: ['c'], attrs: {} },
          { op: 'Concat', name: 'all', inputs: ['a', 'b', 'c'], outputs: ['out'], attrs: { axis: 1 } },
        ],
      },
    ],
    [
      'with gaps in its windows',
      /dilations \[2,2\]/,
      { nodes: [{ ...conv('one', 'image', 'out'), attrs: { dilations: [2, 2] } }] },
    ],
    [
      'that fills gigabytes with a constant',
      /fills a constant of/,
      {
        initializers: [kernel, { name: 'shape', shape: [3], data: BigInt64Array.of(4096n, 4096n, 4096n) }],
        nodes: [
          { op: 'ConstantOfShape', name: 'fill', inputs: ['shape'], outputs: ['a'], attrs: {} },
          { op: 'Add', name: 'add', inputs: ['image', 'a'], outputs: ['out'], attrs: {} },
        ],
      },
    ],
    ['of too many nodes', /20001 nodes/, { nodes: unary(20_001) }],
  ])('%s', (_what, problem, model) => {
    expect(problemOf(model)).toMatch(problem);
  });

  it('of a long chain is read without exhausting the stack', () => {
    expect(
      problemOf({
        nodes: [
          conv('one', 'image', 'v'),
          ...unary(12_000).map((node, i) => (i === 0 ? { ...node, inputs: ['v'] } : node)),
        ],
      }),
    ).toBe('backbone');
  }, 30_000);
});

const fixture = readFileSync(fileURLToPath(new URL('../../goldens/imports/gated.onnx', import.meta.url)));
const whole = new Uint8Array(fixture);

it('damaged bytes are a network or a message', () => {
  expect(opened(whole).kind).toBe('backbone');
  const kinds = new Set(Array.from(mutations(whole, 30, 1), (bytes) => opened(bytes).kind));
  expect([...kinds].sort()).toEqual(['backbone', 'invalid']);
});
