import { describe, expect, it } from 'vitest';
import { formulaImage, formulaLabels, formulaPixels, formulaTensor, sample } from './formula.js';
import { readGolden } from './goldens.js';

const golden = readGolden<{
  tensors: readonly { name: string; shape: readonly number[]; values: readonly number[] }[];
  image: readonly number[];
  pixels: readonly number[];
  labels: readonly number[];
}>('formula.json');

describe('a tensor made by formula', () => {
  it.each(golden.tensors)('$name has the values Python gives it', ({ name, shape, values }) => {
    expect(sample(formulaTensor(name, shape).data, 20)).toEqual(values);
  });

  it('has positive variances', () => {
    expect(Math.min(...formulaTensor('bn.running_var', [1000]).data)).toBeGreaterThanOrEqual(0.75);
  });
});

describe('images and labels made by formula', () => {
  it('are those of Python', () => {
    expect(sample(formulaImage(96, 2), 20)).toEqual(golden.image);
    expect(sample(formulaPixels(96), 20)).toEqual(golden.pixels);
    expect(formulaLabels(20, 5)).toEqual(golden.labels);
  });
});
