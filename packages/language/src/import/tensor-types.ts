/** Types of stored tensors. Those of ONNX by their numbers in onnx.proto. */
export const onnxTypes: Readonly<Record<number, string>> = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  5: 'int16',
  6: 'int32',
  7: 'int64',
  9: 'bool',
  10: 'float16',
  11: 'float64',
  16: 'bfloat16',
};

const widths: Readonly<Record<string, number>> = {
  float32: 4,
  float64: 8,
  float16: 2,
  bfloat16: 2,
  int64: 8,
  int32: 4,
  int16: 2,
  uint16: 2,
  int8: 1,
  uint8: 1,
  bool: 1,
};

export const isKnownType = (dtype: string): boolean => Object.hasOwn(widths, dtype);

export const widthOf = (dtype: string): number => widths[dtype] ?? 4;

/** Little-endian numbers of a type that the graph is computed with. */
export function decodeNumbers(bytes: Uint8Array, dtype: string): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = widthOf(dtype);
  return Array.from({ length: Math.floor(bytes.length / width) }, (_, i) =>
    decoders[dtype]!(view, i * width),
  );
}

const decoders: Readonly<Record<string, (view: DataView, at: number) => number>> = {
  float32: (view, at) => view.getFloat32(at, true),
  float64: (view, at) => view.getFloat64(at, true),
  float16: (view, at) => half(view.getUint16(at, true)),
  bfloat16(view, at) {
    const wide = new DataView(new ArrayBuffer(4));
    wide.setUint16(0, view.getUint16(at, true));
    return wide.getFloat32(0);
  },
  int64: (view, at) => Number(view.getBigInt64(at, true)),
  int32: (view, at) => view.getInt32(at, true),
  int16: (view, at) => view.getInt16(at, true),
  uint16: (view, at) => view.getUint16(at, true),
  int8: (view, at) => view.getInt8(at),
  uint8: (view, at) => view.getUint8(at),
  bool: (view, at) => view.getUint8(at),
};

/** IEEE 754 binary16: sign, 5 bits of exponent, 10 of fraction. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}
