/** Turns little-endian values of any type a weight file holds into float32. */
import type { HostDType } from './tensors.js';

/** Values of `bytes` as float32; the same memory where they are float32 already. 64-bit types are rounded. */
export function toFloat32(bytes: Uint8Array, dtype: HostDType): Float32Array {
  const { buffer, byteOffset, byteLength } = aligned(bytes);
  switch (dtype) {
    case 'float32':
      return new Float32Array(buffer, byteOffset, byteLength / 4);
    case 'float64':
      return Float32Array.from(new Float64Array(buffer, byteOffset, byteLength / 8));
    case 'float16':
      return map(new Uint16Array(buffer, byteOffset, byteLength / 2), halfToFloat);
    case 'bfloat16':
      return bfloat16(new Uint16Array(buffer, byteOffset, byteLength / 2));
    case 'int64':
      return Float32Array.from(new BigInt64Array(buffer, byteOffset, byteLength / 8), Number);
    case 'int32':
      return Float32Array.from(new Int32Array(buffer, byteOffset, byteLength / 4));
    case 'int16':
      return Float32Array.from(new Int16Array(buffer, byteOffset, byteLength / 2));
    case 'int8':
      return Float32Array.from(new Int8Array(buffer, byteOffset, byteLength));
    case 'uint64':
      return Float32Array.from(new BigUint64Array(buffer, byteOffset, byteLength / 8), Number);
    case 'uint32':
      return Float32Array.from(new Uint32Array(buffer, byteOffset, byteLength / 4));
    case 'uint16':
      return Float32Array.from(new Uint16Array(buffer, byteOffset, byteLength / 2));
    case 'uint8':
    case 'bool':
      return Float32Array.from(bytes);
  }
}

/** Typed arrays want their start on a multiple of their width. */
function aligned(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
}

function map(values: Uint16Array, convert: (bits: number) => number): Float32Array {
  const out = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) out[i] = convert(values[i]!);
  return out;
}

/** IEEE 754 binary16: 1 sign, 5 exponent, 10 fraction bits. */
export function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** bfloat16 is the upper half of a float32. */
function bfloat16(values: Uint16Array): Float32Array {
  const bits = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) bits[i] = values[i]! << 16;
  return new Float32Array(bits.buffer);
}
