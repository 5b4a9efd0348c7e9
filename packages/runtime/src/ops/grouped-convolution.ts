/**
 * Gradients of convolutions of groups of channels in TensorFlow where oneDNN is off: its own kernels have none then. The
 * channels are split, and each part is treated by itself. Narrow groups are bundled up to {@link least} channels first, in a
 * kernel that is zero between the groups of a bundle: of `[8,56,56,128]` in 32 groups, a convolution and its gradient by the
 * kernel take 67 ms in 32 parts, 34 ms in 8 and 277 ms in one. With oneDNN TensorFlow's own take a third of the time of
 * bundles (TensorFlow 2.15, two cores).
 */
import { fixed } from '@tlp/language/graph/shape.js';
import type { Shape } from '@tlp/language/graph/types.js';
import type { TensorFlowEmitter } from '../engines/tensorflow/emitter.js';
import { hasOneDnn } from '../native/one-dnn.js';

/** Input channels of a part, where the groups are narrower. */
const least = 16;

export interface Bundles {
  readonly count: number;
  /** Groups in each. */
  readonly groups: number;
  /** Of one bundle: `[kh,kw,groups·c,filters]`. */
  readonly kernelShape: readonly number[];
  /** Of the groups' own kernels: `[kh,kw,c,all filters]`. */
  readonly shape: readonly number[];
}

/** How a kernel `[kh,kw,c,filters]` is split for that many channels; undefined where TensorFlow can do it in one. */
export function bundlesOf(kernel: Shape, channels: number): Bundles | undefined {
  const shape = kernel.map((dim) => fixed(dim, 'the kernel'));
  const [height = 0, width = 0, share = 0, filters = 0] = shape;
  const all = channels / share;
  if (all === 1 || hasOneDnn()) return undefined;
  const enough = (groups: number) => all % groups === 0 && groups * share >= least;
  const groups = Array.from({ length: all }, (_, i) => i + 1).find(enough) ?? all;
  const count = all / groups;
  return { count, groups, kernelShape: [height, width, groups * share, filters / count], shape };
}

/** Splits both values along their last axis, applies the op to the parts and joins what comes of them. */
export function inBundles(
  e: TensorFlowEmitter,
  name: string,
  { count }: Bundles,
  values: readonly [string, string],
  apply: (name: string, a: string, b: string) => string,
): string {
  if (count === 1) return apply(name, ...values);
  const [left, right] = values.map((value, i) => {
    const split = e.float('Split', `${name}/split_${i}`, [e.scalar(3, 'int32'), value], {
      num_split: { i: count },
    });
    return (part: number) => (part === 0 ? split : `${split}:${part}`);
  });
  const parts = Array.from({ length: count }, (_, i) => apply(`${name}/part_${i}`, left!(i), right!(i)));
  return e.concat(name, parts, 'float32', 3);
}

/** The kernels of all bundles, `[kh,kw,groups·c,filters]`, with zeros between the groups. */
export function widened(e: TensorFlowEmitter, name: string, bundles: Bundles, kernel: string): string {
  const { groups, shape } = bundles;
  if (groups === 1) return kernel;
  const [height = 0, width = 0, share = 0, filters = 0] = shape;
  const single = e.reshape(`${name}/single`, kernel, [height, width, 1, share, filters]);
  const spread = e.float('Mul', `${name}/spread`, [single, ownGroup(e, bundles)]);
  return e.reshape(`${name}/wide_kernel`, spread, [height, width, groups * share, filters]);
}

/** The way back for a gradient by the widened kernels. */
export function narrowed(e: TensorFlowEmitter, name: string, bundles: Bundles, gradient: string): string {
  const { groups, shape } = bundles;
  if (groups === 1) return gradient;
  const [height = 0, width = 0, share = 0, filters = 0] = shape;
  const spread = e.reshape(`${name}/spread`, gradient, [height, width, groups, share, filters]);
  const own = e.float('Mul', `${name}/own`, [spread, ownGroup(e, bundles)]);
  return e.reduce('Sum', name, own, [2], false);
}

/** `[groups,1,all filters]`: 1 where a filter belongs to that group of its bundle. */
function ownGroup(e: TensorFlowEmitter, { count, groups, shape }: Bundles): string {
  const filters = shape[3]!;
  const members = filters / (count * groups);
  const mask = Array.from({ length: groups }, (_, group) =>
    Array.from({ length: filters }, (_, i) => (Math.floor(i / members) % groups === group ? 1 : 0)),
  );
  return e.constant(mask.flat(), [groups, 1, filters]);
}
