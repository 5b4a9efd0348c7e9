/** Convolutions. Explicit paddings are lowered to `pad` and `valid` before TensorFlow sees them. */
import type * as tfjs from '@tensorflow/tfjs';
import type { Padding, WindowAttrs } from '@tlp/language/graph/ops/convolution.js';
import { matMul, reshape } from '@tlp/language/graph/ops/tensor.js';
import { fixed } from '@tlp/language/graph/shape.js';
import type { GraphNode, OpDefinition, Ref, Shape } from '@tlp/language/graph/types.js';
import type { TensorFlowEmitter } from '../engines/tensorflow/emitter.js';
import { ints, text, type } from '../engines/tensorflow/proto-values.js';
import { ofShape } from './gradient-op.js';
import { bundlesOf, inBundles, narrowed, widened } from './grouped-convolution.js';
import type { GradientContext, OpKernel, Tfjs } from './kernel.js';
import { attr } from './node.js';

type InputGradientAttrs = WindowAttrs & {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
};
type FilterGradientAttrs = WindowAttrs & { readonly shape: readonly number[] };

export const inputGradient = (name: string): OpDefinition<InputGradientAttrs> => ({
  name,
  infer([dy], { height, width, channels }) {
    return [{ dtype: 'float32', shape: [dy!.shape[0]!, height, width, channels] }];
  },
});

const filterGradient = (name: string) => ofShape<FilterGradientAttrs>(name);

/** Inputs (dy, kernel), respectively (x, dy). */
export const conv2dInputGradient = inputGradient('conv2dInputGradient');
export const conv2dFilterGradient = filterGradient('conv2dFilterGradient');

/** TensorFlow's attributes of a sliding window over NHWC. */
export function windowAttrs(node: GraphNode) {
  const [h, w] = attr<[number, number]>(node, 'strides');
  const padding = attr<Padding>(node, 'padding');
  if (typeof padding !== 'string') throw new Error(`${node.name}: explicit padding was not lowered.`);
  return {
    strides: ints([1, h, w, 1]),
    padding: text(padding.toUpperCase()),
    data_format: text('NHWC'),
  };
}

export const dilations = { dilations: ints([1, 1, 1, 1]) };

/** Pads the image where the padding is explicit; returns tfjs's own name of the rest. */
export function portablePadding(
  tf: Tfjs,
  x: tfjs.Tensor4D,
  padding: Padding,
  value = 0,
): [tfjs.Tensor4D, 'same' | 'valid'] {
  if (padding === 'same' || padding === 'valid') return [x, padding];
  const [rows, columns] = padding;
  return [tf.pad4d(x, [[0, 0], [...rows], [...columns], [0, 0]], value), 'valid'];
}

export function gradientParts({ b, node }: GradientContext) {
  const [x, kernel] = [node.inputs[0]!, node.inputs[1]!];
  const shape = b.type(x).shape;
  return {
    x,
    kernel,
    window: { strides: attr<[number, number]>(node, 'strides'), padding: attr<Padding>(node, 'padding') },
    size: {
      height: fixed(shape[1], node.name),
      width: fixed(shape[2], node.name),
      channels: fixed(shape[3], node.name),
    },
    kernelShape: b.type(kernel).shape.map((d) => fixed(d, node.name)),
  };
}

const isPointwise = ({ strides }: WindowAttrs, [kh, kw]: readonly number[]) =>
  kh === 1 && kw === 1 && strides.every((stride) => stride === 1);

/**
 * A 1×1 convolution is a product of the pixels' rows with the kernel, and so are its gradients. Measured on
 * MobileNetV2 (bench/README.md), the products take a tenth less of a whole step than TensorFlow's backward ops.
 */
function pointwiseGradients(c: GradientContext): readonly (Ref | null)[] {
  const { x, kernel, kernelShape } = gradientParts(c);
  const [cin = 0, cout = 0] = kernelShape.slice(2);
  const as = (ref: Ref, shape: Shape, part: string) => c.b.apply(reshape, [ref], { shape }, c.name(part));
  const rows = as(c.dy, ['rows', cout], 'rows');
  const byInput = () => {
    const factors = [rows, as(kernel, [cin, cout], 'matrix')];
    const product = c.b.apply(matMul, factors, { transposeA: false, transposeB: true }, c.name('input_rows'));
    return as(product, c.b.type(x).shape, 'input');
  };
  const byKernel = () => {
    const factors = [as(x, ['rows', cin], 'pixels'), rows];
    const product = c.b.apply(
      matMul,
      factors,
      { transposeA: true, transposeB: false },
      c.name('kernel_matrix'),
    );
    return as(product, kernelShape, 'kernel');
  };
  return [c.wants(0) ? byInput() : null, c.wants(1) ? byKernel() : null];
}

export const conv2dKernel: OpKernel = {
  gradient(c) {
    const { x, kernel, window, size, kernelShape } = gradientParts(c);
    if (isPointwise(window, kernelShape) && kernelShape[2] === size.channels) return pointwiseGradients(c);
    return [
      c.wants(0)
        ? c.b.apply(conv2dInputGradient, [c.dy, kernel], { ...window, ...size }, c.name('input'))
        : null,
      c.wants(1)
        ? c.b.apply(conv2dFilterGradient, [x, c.dy], { ...window, shape: kernelShape }, c.name('kernel'))
        : null,
    ];
  },
  tensorflow: (e, node, inputs) => [
    e.float('Conv2D', node.name, inputs, { ...windowAttrs(node), ...dilations }),
  ],
  onnx: (e, node, inputs) => [e.convolution(node, inputs[0]!, inputs[1]!, 'conv2d')],
  portable(tf, [x, kernel], node) {
    const [padded, padding] = portablePadding(tf, x as tfjs.Tensor4D, attr(node, 'padding'));
    const strides = attr<[number, number]>(node, 'strides');
    const groups = padded.shape[3] / kernel!.shape[2]!;
    if (groups === 1) return [tf.conv2d(padded, kernel as tfjs.Tensor4D, strides, padding)];
    const [parts, kernels] = [padded, kernel as tfjs.Tensor4D].map((t) =>
      tf.split<tfjs.Tensor4D>(t, groups, 3),
    );
    return [
      tf.concat(
        parts!.map((part, i) => tf.conv2d(part, kernels![i]!, strides, padding)),
        3,
      ),
    ];
  },
};

/** TensorFlow's input gradients take the input's shape, whose batch size is the gradient's. */
export function inputGradientOp(op: string, e: TensorFlowEmitter, node: GraphNode, channels: number) {
  return (name: string, dy: string, kernel: string): string => {
    const actual = e.shape(`${name}/shape`, dy);
    const batch = e.node('StridedSlice', `${name}/batch`, [actual, e.ints(0), e.ints(1), e.ints(1)], {
      T: type('int32'),
      Index: type('int32'),
    });
    const rest = e.ints(attr<number>(node, 'height'), attr<number>(node, 'width'), channels);
    const sizes = e.concat(`${name}/sizes`, [batch, rest], 'int32');
    return e.float(op, name, [sizes, kernel, dy], { ...windowAttrs(node), ...dilations });
  };
}

const filterGradientOp =
  (op: string, e: TensorFlowEmitter, node: GraphNode, shape: readonly number[]) =>
  (name: string, x: string, dy: string): string =>
    e.float(op, name, [x, e.ints(...shape), dy], { ...windowAttrs(node), ...dilations });

const conv2dInputGradientKernel: OpKernel = {
  tensorflow(e, node, [dy, kernel], [, kernelType]) {
    const channels = attr<number>(node, 'channels');
    const bundles = bundlesOf(kernelType!.shape, channels);
    const gradient = inputGradientOp('Conv2DBackpropInput', e, node, channels / (bundles?.count ?? 1));
    if (!bundles) return [gradient(node.name, dy!, kernel!)];
    return [inBundles(e, node.name, bundles, [dy!, widened(e, node.name, bundles, kernel!)], gradient)];
  },
};

const conv2dFilterGradientKernel: OpKernel = {
  tensorflow(e, node, [x, dy], [xType]) {
    const shape = attr<number[]>(node, 'shape');
    const bundles = bundlesOf(shape, fixed(xType!.shape[3], node.name));
    const gradient = filterGradientOp('Conv2DBackpropFilter', e, node, bundles?.kernelShape ?? shape);
    if (!bundles) return [gradient(node.name, x!, dy!)];
    const wide = inBundles(e, `${node.name}/wide`, bundles, [x!, dy!], gradient);
    return [narrowed(e, node.name, bundles, wide)];
  },
};

export const convolutionGradientKernels: Readonly<Record<string, OpKernel>> = {
  conv2dInputGradient: conv2dInputGradientKernel,
  conv2dFilterGradient: conv2dFilterGradientKernel,
};
