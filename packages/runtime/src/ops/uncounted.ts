import type { Sides } from '@tlp/language/graph/ops/convolution.js';
import type { PoolAttrs } from '@tlp/language/graph/ops/pooling.js';

/**
 * What makes a mean that counts its padding one that does not: for each window the number of its pixels over how many of
 * them are of the image, `[H',W',1]`.
 */
export function uncounted(
  image: readonly [number, number],
  { size, strides, padding }: PoolAttrs & { readonly padding: Sides },
): { readonly values: readonly number[]; readonly shape: readonly number[] } {
  const [rows, columns] = ([0, 1] as const).map((axis) =>
    shares(image[axis], size[axis], strides[axis], padding[axis]),
  );
  return {
    values: rows!.flatMap((row) => columns!.map((column) => 1 / (row * column))),
    shape: [rows!.length, columns!.length, 1],
  };
}

/** Which share of each window along an axis lies in the image. */
function shares(
  size: number,
  window: number,
  stride: number,
  [before, after]: readonly [number, number],
): readonly number[] {
  const count = Math.floor((size + before + after - window) / stride) + 1;
  return Array.from({ length: count }, (_, i) => {
    const start = i * stride - before;
    return (Math.min(start + window, size) - Math.max(start, 0)) / window;
  });
}
