import { fixed, inputOf, ofRank } from '../shape.js';
import { type OpDefinition, ShapeError } from '../types.js';

/**
 * `same` pads as TensorFlow does (the odd pixel after), `valid` not at all; PyTorch's symmetric padding
 * of a strided convolution is written out as `[[top, bottom], [left, right]]`.
 */
export type Padding = 'same' | 'valid' | Sides;

/** `[[top, bottom], [left, right]]`. */
export type Sides = readonly [readonly [number, number], readonly [number, number]];

export type WindowAttrs = {
  readonly strides: readonly [number, number];
  readonly padding: Padding;
};

/** Output size of a sliding window along one axis. */
export function windowSize(
  size: number,
  window: number,
  stride: number,
  padding: 'same' | 'valid' | readonly [number, number],
): number {
  if (padding === 'same') return Math.ceil(size / stride);
  const padded = padding === 'valid' ? size : size + padding[0] + padding[1];
  const out = Math.floor((padded - window) / stride) + 1;
  if (out < 1) throw new ShapeError(`A window of ${window} does not fit into ${size} pixels.`);
  return out;
}

/** Height and width after a window of `[h, w]` slid over `[height, width]`. */
export function windowedSize(
  size: readonly [number, number],
  window: readonly [number, number],
  attrs: WindowAttrs,
): [number, number] {
  const { strides, padding } = attrs;
  const side = (axis: 0 | 1) =>
    windowSize(
      size[axis],
      window[axis],
      strides[axis],
      typeof padding === 'string' ? padding : padding[axis],
    );
  return [side(0), side(1)];
}

/**
 * `x[N,H,W,Cin] * kernel[kh,kw,Cin/g,Cout] -> [N,H',W',Cout]`. Of more than one group each has its share of the input's and of the
 * output's channels; how many there are follows from the kernel, as in TensorFlow.
 */
export const conv2d: OpDefinition<WindowAttrs> = {
  name: 'conv2d',
  infer(inputs, attrs) {
    const [n, h, w, c] = ofRank(inputOf(inputs, 0, 'conv2d'), 4, 'conv2d');
    const [kh, kw, cin, cout] = ofRank(inputOf(inputs, 1, 'conv2d'), 4, 'conv2d');
    const groups = fixed(c, 'conv2d') / fixed(cin, 'conv2d');
    if (!Number.isInteger(groups)) {
      throw new ShapeError(`conv2d: the input has ${c} channels, the kernel takes ${cin}.`);
    }
    if (fixed(cout, 'conv2d') % groups !== 0) {
      throw new ShapeError(`conv2d: ${cout} filters do not divide into ${groups} groups.`);
    }
    const size = windowedSize(
      [fixed(h, 'conv2d'), fixed(w, 'conv2d')],
      [fixed(kh, 'conv2d'), fixed(kw, 'conv2d')],
      attrs,
    );
    return [{ dtype: 'float32', shape: [n!, ...size, cout!] }];
  },
};

/** `x[N,H,W,C] * kernel[kh,kw,C,M] -> [N,H',W',C·M]`, each channel by its own kernel. */
export const depthwiseConv2d: OpDefinition<WindowAttrs> = {
  name: 'depthwiseConv2d',
  infer(inputs, attrs) {
    const [n, h, w, c] = ofRank(inputOf(inputs, 0, 'depthwiseConv2d'), 4, 'depthwiseConv2d');
    const [kh, kw, cin, m] = ofRank(inputOf(inputs, 1, 'depthwiseConv2d'), 4, 'depthwiseConv2d');
    if (c !== cin) {
      throw new ShapeError(`depthwiseConv2d: the input has ${c} channels, the kernel takes ${cin}.`);
    }
    const size = windowedSize(
      [fixed(h, 'depthwiseConv2d'), fixed(w, 'depthwiseConv2d')],
      [fixed(kh, 'depthwiseConv2d'), fixed(kw, 'depthwiseConv2d')],
      attrs,
    );
    return [{ dtype: 'float32', shape: [n!, ...size, fixed(c, 'channels') * fixed(m, 'multiplier')] }];
  },
};
