/** Embeddings of positions for another input size are those that timm and torchvision make, see `tools/goldens/positions.py`. */
import type { Grid } from '@tlp/language/backbones/card.js';
import { describe, expect, it } from 'vitest';
import { relativeError } from '../testing/compare.js';
import { signed } from '../testing/formula.js';
import { readGolden } from '../testing/goldens.js';
import { resampleGrid } from './resample-grid.js';

interface Golden {
  readonly channels: number;
  readonly cases: readonly (Grid & {
    readonly from: number;
    readonly to: number;
    readonly values: readonly number[];
  })[];
}

const { channels, cases } = readGolden<Golden>('positions.json');

const vectors = (prefix: number, side: number) => prefix + side ** 2;

describe('positions of patches', () => {
  it.each(cases)(
    'are interpolated by $resampling from $from² to $to² behind $prefix',
    ({ prefix, resampling, from, to, values }) => {
      const before = signed(`positions ${prefix} ${from}`, vectors(prefix, from) * channels, 1);
      const after = resampleGrid(before, [1, vectors(prefix, to), channels], { prefix, resampling });
      expect(after.length).toBe(values.length);
      expect(relativeError(after, values)).toBeLessThan(1e-5);
      expect([...after.subarray(0, prefix * channels)]).toEqual([...before.subarray(0, prefix * channels)]);
    },
  );

  it('are kept as they are where the size is the same', () => {
    const before = signed('positions', vectors(1, 3) * channels, 1);
    expect(resampleGrid(before, [1, 10, channels], { prefix: 1, resampling: 'antialias' })).toBe(before);
  });
});
