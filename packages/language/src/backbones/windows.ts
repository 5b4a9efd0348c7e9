/** Attention within windows of a feature map, shifted or not: what Swin is made of. Liu et al. 2021, arXiv:2103.14030. */
import type { GraphBuilder } from '../graph/builder.js';
import { transpose } from '../graph/ops/arrange.js';
import { slice } from '../graph/ops/indexing.js';
import { pad } from '../graph/ops/padding.js';
import { concat, reshape } from '../graph/ops/tensor.js';
import { fixed } from '../graph/shape.js';
import type { Ref } from '../graph/types.js';

/** Added to the score of two pixels that are neighbors only by the shift, as the reference has it. */
const apart = -100;

export interface Windows {
  /** Side of a window in pixels. */
  readonly side: number;
  /** By how many pixels the windows are shifted down and to the right; 0 for those that are not. */
  readonly shift: number;
}

/**
 * `[batch,H,W,C] -> [batch,H,W,C]` by way of `inside`, which sees `[batch,windows,side²,C]` and the mask of a shift,
 * `[windows,1,side²,side²]`, that keeps apart what the shift has brought together. What is no multiple of windows is padded.
 */
export function inWindows(
  b: GraphBuilder,
  name: string,
  x: Ref,
  { side, shift: wanted }: Windows,
  inside: (windows: Ref, mask: Ref | undefined) => Ref,
): Ref {
  const [batch, height, width, channels] = b.type(x).shape;
  const padded = padToMultiple(b, `${name}/padded`, x, side);
  const [, h, w] = b.type(padded).shape;
  const [rows, columns] = [fixed(h, name) / side, fixed(w, name) / side];
  // A map of one window has nowhere to go.
  const [down, right] = [rows > 1 ? wanted : 0, columns > 1 ? wanted : 0];
  const shifted = roll(b, `${name}/shifted`, padded, [down, right]);
  const cut = [batch!, rows, side, columns, side, channels!];
  const order = { perm: [0, 1, 3, 2, 4, 5] };
  const parts = b.apply(reshape, [shifted], { shape: cut }, `${name}/rows`);
  const beside = b.apply(transpose, [parts], order, `${name}/beside`);
  const flat = [batch!, rows * columns, side * side, channels!];
  const windows = b.apply(reshape, [beside], { shape: flat }, `${name}/windows`);
  const mask =
    down + right > 0 ? shiftMask(b, `${name}/mask`, { side, rows, columns, down, right }) : undefined;
  const attended = inside(windows, mask);
  const apartAgain = [batch!, rows, columns, side, side, channels!];
  const back = b.apply(reshape, [attended], { shape: apartAgain }, `${name}/attended`);
  const joined = b.apply(transpose, [back], order, `${name}/joined`);
  const map = b.apply(reshape, [joined], { shape: b.type(shifted).shape }, `${name}/map`);
  const returned = roll(b, `${name}/returned`, map, [-down, -right]);
  return cropped(b, `${name}/cropped`, returned, [fixed(height, name), fixed(width, name)]);
}

/** Zeros after the last row and column, up to a multiple of `side`. */
export function padToMultiple(b: GraphBuilder, name: string, x: Ref, side: number): Ref {
  const [, height, width] = b.type(x).shape;
  const missing = (size: number) => (side - (size % side)) % side;
  const [below, after] = [missing(fixed(height, name)), missing(fixed(width, name))];
  if (below + after === 0) return x;
  const padding = [
    [0, below],
    [0, after],
  ] as const;
  return b.apply(pad, [x], { padding, value: 0 }, name);
}

/** The first rows and columns of a map. */
function cropped(b: GraphBuilder, name: string, x: Ref, size: readonly [number, number]): Ref {
  return size.reduce((y, wanted, i) => {
    const axis = i + 1;
    if (b.type(y).shape[axis] === wanted) return y;
    return b.apply(slice, [y], { axis, begin: 0, size: wanted }, name);
  }, x);
}

/** The map turned by so many pixels, up and to the left; negative ones go the other way. */
function roll(b: GraphBuilder, name: string, x: Ref, by: readonly [number, number]): Ref {
  return by.reduce((y, pixels, i) => {
    if (pixels === 0) return y;
    const axis = i + 1;
    const length = fixed(b.type(y).shape[axis], name);
    const first = pixels > 0 ? pixels : length + pixels;
    const end = b.apply(slice, [y], { axis, begin: first, size: length - first }, `${name}/end`);
    const start = b.apply(slice, [y], { axis, begin: 0, size: first }, `${name}/start`);
    return b.apply(concat, [end, start], { axis }, name);
  }, x);
}

interface Shifted {
  readonly side: number;
  readonly rows: number;
  readonly columns: number;
  readonly down: number;
  readonly right: number;
}

/** 0 for two pixels of a window that come from the same region of the map, else {@link apart}. */
function shiftMask(b: GraphBuilder, name: string, { side, rows, columns, down, right }: Shifted): Ref {
  // The last window holds what comes from two regions; where it does not shift along an axis, it counts as one that does.
  const region = (at: number, length: number, shift: number): number =>
    at < length - side ? 0 : at < length - shift ? 1 : 2;
  const count = side * side;
  const values: number[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const regions = Array.from({ length: count }, (_, i) => {
        const [y, x] = [row * side + Math.floor(i / side), column * side + (i % side)];
        return 3 * region(y, rows * side, down) + region(x, columns * side, right);
      });
      for (const one of regions) for (const other of regions) values.push(one === other ? 0 : apart);
    }
  }
  return b.constant(name, values, { shape: [rows * columns, 1, count, count] });
}

/** For each two pixels of a window, the row of a table of how far one is below and right of the other, `[side²·side²]`. */
export function relativePositions(side: number): readonly number[] {
  const pixels = Array.from({ length: side * side }, (_, i) => [Math.floor(i / side), i % side] as const);
  const step = 2 * side - 1;
  return pixels.flatMap(([y, x]) =>
    pixels.map(([otherY, otherX]) => (y - otherY + side - 1) * step + (x - otherX + side - 1)),
  );
}
