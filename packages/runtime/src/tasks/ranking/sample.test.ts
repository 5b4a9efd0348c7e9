import { describe, expect, it } from 'vitest';
import { createSample } from './sample.js';

function sampleOf(count: number, capacity: number) {
  const sample = createSample<number>(capacity);
  for (let i = 0; i < count; i++) sample.add(i);
  return sample;
}

it('is whole up to its capacity', () => {
  const sample = sampleOf(100, 100);
  expect(sample.items()).toEqual(Array.from({ length: 100 }, (_, i) => i));
  expect(sample.isWhole()).toBe(true);
});

describe('of more', () => {
  const items = sampleOf(100_000, 4096).items();

  it('keeps about half its capacity or more, in order', () => {
    expect(sampleOf(100_000, 4096).isWhole()).toBe(false);
    expect(items.length).toBeGreaterThan(2048 * 0.9);
    expect(items.length).toBeLessThanOrEqual(4096);
    expect(items).toEqual([...items].sort((a, b) => a - b));
  });

  it('is spread evenly over the stream and its residues', () => {
    const share = (of: (item: number) => boolean) => items.filter(of).length / items.length;
    // Four standard errors of a share of a half.
    const error = 4 * Math.sqrt(0.25 / items.length);
    expect(Math.abs(share((i) => i < 50_000) - 0.5)).toBeLessThan(error);
    expect(Math.abs(share((i) => i % 2 === 0) - 0.5)).toBeLessThan(error);
  });

  it('is the same every time', () => {
    expect(sampleOf(100_000, 4096).items()).toEqual(items);
  });
});
