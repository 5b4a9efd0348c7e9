/**
 * Depthwise convolutions. TensorFlow's own op goes forward; ops of our own (packages/runtime/kernels) pad as PyTorch does, and go back: both gradients take
 * one pass over the images, where TensorFlow's take two.
 */
import type * as tfjs from '@tensorflow/tfjs';
import { depthwiseConv2d, type Padding, type WindowAttrs } from '@tlp/language/graph/ops/convolution.js';
import { fixed, inputOf } from '@tlp/language/graph/shape.js';
import type { GraphNode, OpDefinition, Ref, Shape, TensorType } from '@tlp/language/graph/types.js';
import { int } from '../engines/tensorflow/proto-values.js';
import {
  dilations,
  gradientParts,
  inputGradient,
  inputGradientOp,
  portablePadding,
  windowAttrs,
} from './convolution.js';
import { ofShape } from './gradient-op.js';
import type { GradientContext, OpKernel } from './kernel.js';
import { attr } from './node.js';
import { reverse } from './reshaping.js';
import { samePadding } from './same-padding.js';

/**
 * By the convolution's input and kernel: (dy, x, kernel) -> (dx, by_kernel). With the activation and the bias that came after it, (dy, v, x, kernel) -> (dx,
 * by_kernel, by_bias), where v is what the activation's gradient takes.
 */
export const depthwiseGradient: OpDefinition<WindowAttrs & { readonly activation: string }> = {
  name: 'depthwiseGradient',
  infer(inputs, { activation }) {
    const [x, kernel] = [2, 1].map((fromEnd) =>
      inputOf(inputs, inputs.length - fromEnd, 'depthwiseGradient'),
    );
    const bias = { dtype: x!.dtype, shape: x!.shape.slice(-1) };
    return activation === '' ? [x!, kernel!] : [x!, kernel!, bias];
  },
};

/** Inputs (dy, kernel), respectively (x, dy): for windows that our own op is not written for, and for a frozen kernel. */
const depthwiseInputGradient = inputGradient('depthwiseInputGradient');
const depthwiseFilterGradient = ofShape<WindowAttrs & { readonly shape: readonly number[] }>(
  'depthwiseFilterGradient',
);

/** Whether ops of our own are written for this window and a kernel `[rows, taps, channels, multiplier]`. */
export function isOwn({ strides: [rows, columns] }: WindowAttrs, kernel: Shape): boolean {
  const [height, width, , multiplier] = kernel;
  const square = rows === columns && (rows === 1 || rows === 2);
  return square && Number(height) <= 7 && [3, 5, 7].includes(Number(width)) && multiplier === 1;
}

const windowOf = (node: GraphNode): WindowAttrs => ({
  strides: attr<[number, number]>(node, 'strides'),
  padding: attr<Padding>(node, 'padding'),
});

/** Attributes of our own ops. */
function ownAttrs(node: GraphNode, [, height, width]: Shape, [rows, columns]: Shape) {
  const {
    strides: [stride],
    padding,
  } = windowOf(node);
  const before = (axis: 0 | 1, size: Shape[number] | undefined, window: Shape[number] | undefined) => {
    if (padding === 'valid') return 0;
    if (padding !== 'same') return padding[axis][0];
    return samePadding(fixed(size, node.name), fixed(window, node.name), stride)[0];
  };
  return { stride: int(stride), top: int(before(0, height, rows)), left: int(before(1, width, columns)) };
}

export const depthwiseConv2dKernel: OpKernel = {
  gradient(c) {
    const { x, kernel, window, size, kernelShape } = gradientParts(c);
    // Both are computed also where only the kernel's is wanted, of the first layer that trains.
    if (isOwn(window, kernelShape) && (c.wants(1) || typeof window.padding !== 'string')) {
      const both = c.b.apply(
        depthwiseGradient,
        [c.dy, x, kernel],
        { ...window, activation: '' },
        c.name('both'),
      );
      return [c.wants(0) ? both : null, c.wants(1) ? `${both}:1` : null];
    }
    return [
      c.wants(0) ? byInput(c) : null,
      c.wants(1)
        ? c.b.apply(depthwiseFilterGradient, [x, c.dy], { ...window, shape: kernelShape }, c.name('kernel'))
        : null,
    ];
    // At stride 1 the input's gradient is itself a depthwise convolution, with the kernel turned around:
    // the forward kernel is several times faster than TensorFlow's backward one.
    function byInput({ b, dy, name }: GradientContext): Ref {
      const [kh = 0, kw = 0, , multiplier] = kernelShape;
      const turnable =
        window.strides.every((s) => s === 1) &&
        window.padding === 'same' &&
        kh % 2 === 1 &&
        kw % 2 === 1 &&
        multiplier === 1;
      if (!turnable) {
        return b.apply(depthwiseInputGradient, [dy, kernel], { ...window, ...size }, name('input'));
      }
      const turned = b.apply(reverse, [kernel], { axes: [0, 1] }, name('turned'));
      return b.apply(depthwiseConv2d, [dy, turned], window, name('input'));
    }
  },
  tensorflow(e, node, inputs, [x, kernel]) {
    if (typeof windowOf(node).padding === 'string') {
      return [e.float('DepthwiseConv2dNative', node.name, inputs, { ...windowAttrs(node), ...dilations })];
    }
    const [, height, width] = node.outputs[0]!.shape;
    const size = { height: int(fixed(height, node.name)), width: int(fixed(width, node.name)) };
    return [
      e.node('TlpDepthwise', node.name, inputs, { ...ownAttrs(node, x!.shape, kernel!.shape), ...size }),
    ];
  },
  onnx: (e, node, inputs) => [e.convolution(node, inputs[0]!, inputs[1]!, 'depthwise')],
  portable(tf, [x, kernel], node) {
    const [padded, padding] = portablePadding(tf, x as tfjs.Tensor4D, attr(node, 'padding'));
    const strides = attr<[number, number]>(node, 'strides');
    return [tf.depthwiseConv2d(padded, kernel as tfjs.Tensor4D, strides, padding)];
  },
};

export const depthwiseGradientKernels: Readonly<Record<string, OpKernel>> = {
  depthwiseGradient: {
    tensorflow(e, node, inputs, types) {
      const [x, kernel] = types.slice(-2) as [TensorType, TensorType];
      const op = `TlpDepthwise${attr<string>(node, 'activation')}Gradient`;
      const dx = e.node(op, node.name, inputs, ownAttrs(node, x.shape, kernel.shape));
      return node.outputs.map((_, i) => (i === 0 ? dx : `${dx}:${i}`));
    },
  },
  depthwiseInputGradient: {
    tensorflow(e, node, [dy, kernel]) {
      const op = 'DepthwiseConv2dNativeBackpropInput';
      return [inputGradientOp(op, e, node, attr(node, 'channels'))(node.name, dy!, kernel!)];
    },
  },
  depthwiseFilterGradient: {
    tensorflow(e, node, [x, dy]) {
      const op = 'DepthwiseConv2dNativeBackpropFilter';
      const attrs = { ...windowAttrs(node), ...dilations };
      return [e.float(op, node.name, [x!, e.ints(...attr<number[]>(node, 'shape')), dy!], attrs)];
    },
  },
};
