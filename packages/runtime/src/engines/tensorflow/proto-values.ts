/** Plain values in the shape of TensorFlow's protocol buffers (tensorflow/core/framework/*.proto). */

import type { Shape } from '@tlp/language/graph/types.js';

export type TensorFlowType = 'float32' | 'float64' | 'int32' | 'bool' | 'resource' | 'variant';

const typeNumbers: Readonly<Record<TensorFlowType, number>> = {
  float32: 1,
  float64: 2,
  int32: 3,
  bool: 10,
  resource: 20,
  variant: 21,
};

export interface ShapeProto {
  readonly dim: readonly { readonly size: number }[];
}

export interface TensorProto {
  readonly dtype: number;
  readonly tensor_shape: ShapeProto;
  readonly tensor_content: Uint8Array;
}

export type AttrValue =
  | { readonly s: Uint8Array }
  | { readonly i: number }
  | { readonly f: number }
  | { readonly b: boolean }
  | { readonly type: number }
  | { readonly shape: ShapeProto }
  | { readonly tensor: TensorProto }
  | { readonly list: { readonly i: readonly number[] } };

export interface GraphDefNode {
  readonly name: string;
  readonly op: string;
  /** Grows where a loop is closed. */
  readonly input: string[];
  readonly attr: Readonly<Record<string, AttrValue>>;
}

export const typeNumber = (dtype: TensorFlowType): number => typeNumbers[dtype];
export const type = (dtype: TensorFlowType): AttrValue => ({ type: typeNumbers[dtype] });
export const bool = (b: boolean): AttrValue => ({ b });
export const int = (i: number): AttrValue => ({ i });
export const float = (f: number): AttrValue => ({ f });
export const text = (s: string): AttrValue => ({ s: new TextEncoder().encode(s) });
export const ints = (i: readonly number[]): AttrValue => ({ list: { i } });
/** Sizes that are not known are -1. */
export const shapeProto = (shape: Shape): ShapeProto => ({
  dim: shape.map((dim) => ({ size: typeof dim === 'number' ? dim : -1 })),
});

/** The bytes of a constant, little-endian as TensorFlow reads them. */
export function tensorContent(
  values: readonly number[],
  shape: readonly number[],
  dtype: TensorFlowType,
): TensorProto {
  const array = dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values);
  return {
    dtype: typeNumbers[dtype],
    tensor_shape: shapeProto(shape),
    tensor_content: new Uint8Array(array.buffer),
  };
}
