import { expect, it } from 'vitest';
import { createNormalize } from './normalize.js';

const torch = { scale: 255, mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] } as const;
const caffe = { scale: 1, mean: [103.939, 116.779, 123.68], deviation: [1, 1, 1] } as const;
const lite = { scale: 1, mean: [127, 127, 127], deviation: [128, 128, 128] } as const;

it.each([
  ['rgb', torch, [(1 - 0.485) / 0.229, (0.2 - 0.456) / 0.224, (0 - 0.406) / 0.225]],
  ['bgr', caffe, [0 - 103.939, 51 - 116.779, 255 - 123.68]],
  ['rgb', lite, [1, (51 - 127) / 128, -127 / 128]],
] as const)('%s, %j', (order, numbers, expected) => {
  const target = new Float32Array(9).fill(7);
  createNormalize({ interpolation: 'bilinear', order, ...numbers })(Uint8Array.from([255, 51, 0]), target, 3);
  expect([...target]).toEqual([7, 7, 7, ...expected.map(Math.fround), 7, 7, 7]);
});
