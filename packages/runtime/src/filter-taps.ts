/**
 * The taps of a resampling filter along one axis, as Pillow (`src/libImaging/Resample.c`) and PyTorch's antialiasing
 * interpolation (`aten/src/ATen/native/cpu/UpSampleKernel.cpp`) have them: its support grows with the scale when reducing.
 */

export type Interpolation = 'bilinear' | 'bicubic';

/** For each output position, where its taps start in the input and their weights, which add up to 1. */
export interface FilterTaps {
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  /** `taps` weights a position, the unused ones zero. */
  readonly weights: Float64Array;
  readonly taps: number;
}

const FILTERS = {
  bilinear: { support: 1, at: triangle },
  bicubic: { support: 2, at: catmullRom },
} as const;

function triangle(x: number): number {
  const distance = Math.abs(x);
  return distance < 1 ? 1 - distance : 0;
}

/** Keys 1981 with a = -0.5. */
function catmullRom(x: number): number {
  const a = -0.5;
  const d = Math.abs(x);
  if (d < 1) return ((a + 2) * d - (a + 3)) * d * d + 1;
  if (d < 2) return (((d - 5) * d + 8) * d - 4) * a;
  return 0;
}

/** Of `inputSize` values resized to `outputSize`, the taps of `count` outputs from `first` on. */
export function filterTaps(
  inputSize: number,
  outputSize: number,
  interpolation: Interpolation,
  { first = 0, count = outputSize }: { readonly first?: number; readonly count?: number } = {},
): FilterTaps {
  const filter = FILTERS[interpolation];
  const scale = inputSize / outputSize;
  const stretch = Math.max(scale, 1);
  const support = filter.support * stretch;
  const taps = Math.ceil(support) * 2 + 1;
  const starts = new Int32Array(count);
  const counts = new Int32Array(count);
  const weights = new Float64Array(count * taps);
  const exact = new Float64Array(taps);
  for (let i = 0; i < count; i++) {
    const center = (first + i + 0.5) * scale;
    const start = Math.max(0, Math.trunc(center - support + 0.5));
    const length = Math.min(inputSize, Math.trunc(center + support + 0.5)) - start;
    let sum = 0;
    for (let t = 0; t < length; t++) {
      exact[t] = filter.at((t + start - center + 0.5) * (1 / stretch));
      sum += exact[t]!;
    }
    for (let t = 0; t < length; t++) weights[i * taps + t] = exact[t]! / sum;
    starts[i] = start;
    counts[i] = length;
  }
  return { starts, counts, weights, taps };
}
