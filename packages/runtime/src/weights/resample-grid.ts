/**
 * Vectors of a square grid, such as the embeddings of the positions of patches, for a grid of another size. Each library
 * interpolates them in its own way; each way is bicubic, along the rows and then along the columns.
 */
import type { Grid } from '@tlp/language/backbones/card.js';
import { sideOfGrid } from '@tlp/language/weights/file-shape.js';
import { filterTaps } from '../filter-taps.js';

/**
 * @param values `[1,prefix+from²,C]`
 * @param shape `[1,prefix+to²,C]`, the parameter's
 * @returns values of that shape; the vectors before the grid's stay as they are
 */
export function resampleGrid(values: Float32Array, shape: readonly number[], grid: Grid): Float32Array {
  const [, rows = 0, channels = 0] = shape;
  const before = grid.prefix * channels;
  const from = sideOfGrid(values.length / channels, grid);
  const to = sideOfGrid(rows, grid);
  if (from === undefined || to === undefined) throw new Error(`[${shape}] is no square grid.`);
  if (from === to) return values;
  const taps = (grid.resampling === 'antialias' ? antialiased : alignedCorners)(from, to);
  const across = along(Float64Array.from(values.subarray(before)), taps, { outer: from, inner: channels });
  const out = along(across, taps, { outer: 1, inner: to * channels });
  const all = new Float32Array(before + out.length);
  all.set(values.subarray(0, before));
  all.set(out, before);
  return all;
}

/** The positions that an output is made of, and their weights. */
type Taps = readonly (readonly (readonly [at: number, weight: number])[])[];

/** timm's `resample_abs_pos_embed` (`layers/pos_embed.py`): PyTorch's interpolation with antialiasing. */
function antialiased(from: number, to: number): Taps {
  const { starts, counts, weights, taps } = filterTaps(from, to, 'bicubic');
  return Array.from(starts, (start, i) =>
    Array.from({ length: counts[i]! }, (_, t) => [start + t, weights[i * taps + t]!] as const),
  );
}

/** torchvision's `interpolate_embeddings` (`models/vision_transformer.py`): corner on corner, Keys 1981 with a = -0.75. */
function alignedCorners(from: number, to: number): Taps {
  const a = -0.75;
  const near = (d: number) => ((a + 2) * d - (a + 3)) * d * d + 1;
  const far = (d: number) => ((a * d - 5 * a) * d + 8 * a) * d - 4 * a;
  const scale = to > 1 ? (from - 1) / (to - 1) : 0;
  return Array.from({ length: to }, (_, i) => {
    const first = Math.floor(i * scale);
    const rest = i * scale - first;
    const weights = [far(rest + 1), near(rest), near(1 - rest), far(2 - rest)];
    return weights.map((weight, t) => [Math.min(from - 1, Math.max(0, first + t - 1)), weight] as const);
  });
}

/** Resamples the middle axis of `[outer,positions,inner]`; `inner` values lie beside each other. */
function along(
  values: Float64Array,
  taps: Taps,
  { outer, inner }: { readonly outer: number; readonly inner: number },
): Float64Array {
  const positions = values.length / (outer * inner);
  const out = new Float64Array(outer * taps.length * inner);
  for (let o = 0; o < outer; o++) {
    taps.forEach((sum, i) => {
      const target = (o * taps.length + i) * inner;
      for (const [at, weight] of sum) {
        const source = (o * positions + at) * inner;
        for (let c = 0; c < inner; c++) out[target + c]! += weight * values[source + c]!;
      }
    });
  }
  return out;
}
