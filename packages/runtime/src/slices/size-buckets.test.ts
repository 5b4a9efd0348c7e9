import { expect, test } from 'vitest';
import { bucketName, sizeBuckets } from './size-buckets.js';

test('four slices of as many examples each', () => {
  const buckets = sizeBuckets([1, 2, 3, 4, 5, 6, 7, 8], 'px');
  expect(buckets).toEqual({
    bounds: [2, 4, 6],
    names: ['up to 2 px', '3 to 4 px', '5 to 6 px', '7 px and more'],
  });
  expect([1, 2, 3, 6, 7, 800].map((size) => bucketName(buckets, size))).toEqual(
    [0, 0, 1, 2, 3, 3].map((at) => buckets.names[at]),
  );
});

test.each([
  [
    [64, 64, 64, 64, 64, 64, 200],
    ['up to 64 px', '65 px and more'],
  ],
  [[64, 64, 64], ['64 px']],
  [
    [1200, 1200, 1200, 10],
    ['up to 902 px', '903 px and more'],
  ],
  [[], []],
])('fewer where many have one size: %j', (sizes, names) => {
  expect(sizeBuckets(sizes, 'px').names).toEqual(names);
});
