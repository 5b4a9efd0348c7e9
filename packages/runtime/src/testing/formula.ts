/**
 * Tensors made by formula: a hash of the tensor's name and the element's index. `tools/goldens/formula.py`
 * computes the same values to the bit, so that a golden needs no weights.
 */
import type { HostTensor } from '../weights/tensors.js';

/** FNV-1a of the name's UTF-8 bytes, 32 bits. */
function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** Element `i` of a tensor's hash, a whole number below 2^32: MurmurHash3's finaliser over a Weyl sequence. */
function hashAt(seed: number, i: number): number {
  let hash = (Math.imul(i, 0x9e3779b9) + seed) | 0;
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return hash >>> 0;
}

/** `count` numbers in [0, 1), multiples of 2^-32. */
export function uniform(name: string, count: number): Float64Array {
  const seed = seedOf(name);
  const values = new Float64Array(count);
  // Networks have 10⁸ of them: a loop takes a tenth of the time of `from`.
  for (let i = 0; i < count; i++) values[i] = hashAt(seed, i) / 2 ** 32;
  return values;
}

/** Uniform in [offset - scale, offset + scale). */
export function signed(name: string, count: number, scale: number, offset = 0): Float32Array {
  const seed = seedOf(name);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) values[i] = (2 * (hashAt(seed, i) / 2 ** 32) - 1) * scale + offset;
  return values;
}

const product = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

/** Of the branches of a residual block, of whatever shape. */
const branchScale = /(layer_scale|gamma|gamma_1|gamma_2)$/;

/** A tensor of a PyTorch state dict. Kernels are He-uniform; batch-norm variances lie in [0.75, 1.25). */
export function formulaTensor(name: string, shape: readonly number[]): HostTensor {
  const count = product(shape);
  const values = () => {
    if (shape.length > 1 && !branchScale.test(name)) {
      return signed(name, count, Math.sqrt(6 / product(shape.slice(1))));
    }
    if (name.endsWith('running_var')) return signed(name, count, 0.25, 1);
    if (name.endsWith('weight') || branchScale.test(name)) return signed(name, count, 0.25, 0.75);
    return signed(name, count, 0.25);
  };
  return { dtype: 'float32', shape, data: values() };
}

/** A variable of Keras, named `layer/variable`, by the same rules; the fan-in of a depthwise kernel is its window. */
export function kerasFormulaTensor(name: string, shape: readonly number[]): HostTensor {
  const count = product(shape);
  const variable = name.slice(name.lastIndexOf('/') + 1);
  const values = () => {
    if (shape.length > 1) {
      const fanIn = shape.length === 4 && shape[3] === 1 ? shape.slice(0, 2) : shape.slice(0, -1);
      return signed(name, count, Math.sqrt(6 / product(fanIn)));
    }
    if (variable === 'moving_variance') return signed(name, count, 0.25, 1);
    return variable === 'gamma' ? signed(name, count, 0.25, 0.75) : signed(name, count, 0.25);
  };
  return { dtype: 'float32', shape, data: values() };
}

/** A network's input `[N,S,S,3]`, of deviation 1. The goldens hold its name in the formula, `picture`. */
export const formulaImage = (size: number, batch: number): Float32Array =>
  signed('picture', batch * size * size * 3, Math.sqrt(3));

/** Pixels `[S,S,3]`, 0..255: squares of 16 pixels with a slope over each. */
export function formulaPixels(size: number): Uint8Array {
  const side = Math.ceil(size / 16);
  const cells = uniform('pixels', side * side * 3);
  const pixels = new Uint8Array(size * size * 3);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      for (let c = 0; c < 3; c++) {
        const cell = cells[(Math.floor(y / 16) * side + Math.floor(x / 16)) * 3 + c]!;
        pixels[(y * size + x) * 3 + c] = Math.floor(cell * 192) + (x % 16) * 3 + (y % 16);
      }
    }
  }
  return pixels;
}

/** `[N]`, each a whole number below `classes`. */
export const formulaLabels = (batch: number, classes: number): readonly number[] =>
  [...uniform('labels', batch)].map((u) => Math.floor(u * classes));

/** `count` values spread evenly over the array: those a golden holds. */
export function sample(values: ArrayLike<number>, count: number): readonly number[] {
  const size = Math.min(count, values.length);
  return Array.from({ length: size }, (_, k) => values[Math.floor(((k + 0.5) * values.length) / size)]!);
}
