/** Functions of one value: roots, the exponential and its kin. */
import type * as tfjs from '@tensorflow/tfjs';
import { type ClipAttrs, div, exp, mul, neg, sigmoid, sub } from '@tlp/language/graph/ops/elementwise.js';
import { reduceSum } from '@tlp/language/graph/ops/tensor.js';
import type { OpDefinition } from '@tlp/language/graph/types.js';
import { type as dtype } from '../engines/tensorflow/proto-values.js';
import type { GradientContext, OpKernel, Tfjs } from './kernel.js';
import { attr } from './node.js';

/** Inputs (dy, x): dy where x lies within the limits, else 0. */
export const clipGradient: OpDefinition<ClipAttrs> = { name: 'clipGradient', infer: ([dy]) => [dy!] };

/** An op of the same name everywhere: one TensorFlow node, one ONNX node, one tfjs call. */
const simple = (
  op: string,
  portable: (tf: Tfjs, x: tfjs.Tensor) => tfjs.Tensor,
  gradient: NonNullable<OpKernel['gradient']>,
): OpKernel => ({
  gradient,
  tensorflow: (e, node, inputs) => [e.float(op, node.name, inputs)],
  onnx: (e, node, inputs) => [e.node(op, node.name, inputs)],
  portable: (tf, [x]) => [portable(tf, x!)],
});

const half = ({ b, name }: GradientContext, factor: number) => b.constant(name('half'), factor);

const clip: OpKernel = {
  gradient: ({ b, node, dy, name }) => [
    b.apply(clipGradient, [dy, node.inputs[0]!], limits(node), name('x')),
  ],
  tensorflow(e, node, [x]) {
    const { minimum, maximum } = limits(node);
    return [e.float('ClipByValue', node.name, [x!, e.scalar(minimum), e.scalar(maximum)])];
  },
  onnx(e, node, [x]) {
    const { minimum, maximum } = limits(node);
    return [e.node('Clip', node.name, [x!, e.scalar(minimum), e.scalar(maximum)])];
  },
  portable(tf, [x], node) {
    const { minimum, maximum } = limits(node);
    return [tf.clipByValue(x!, minimum, maximum)];
  },
};

const limits = (node: Parameters<typeof attr>[0]): ClipAttrs => ({
  minimum: attr(node, 'minimum'),
  maximum: attr(node, 'maximum'),
});

export const functionKernels: Readonly<Record<string, OpKernel>> = {
  /** d√x = dy / (2y). */
  sqrt: simple(
    'Sqrt',
    (tf, x) => tf.sqrt(x),
    (c) => {
      const scaled = c.b.apply(mul, [c.dy, half(c, 0.5)], {}, c.name('scaled'));
      return [c.b.apply(div, [scaled, c.node.name], {}, c.name('x'))];
    },
  ),
  /** d(1/√x) = -½·y³·dy. */
  rsqrt: {
    ...simple(
      'Rsqrt',
      (tf, x) => tf.rsqrt(x),
      (c) => {
        const y = c.node.name;
        const cube = c.b.apply(mul, [c.b.apply(mul, [y, y], {}, c.name('square')), y], {}, c.name('cube'));
        const slope = c.b.apply(mul, [cube, half(c, -0.5)], {}, c.name('slope'));
        return [c.b.apply(mul, [slope, c.dy], {}, c.name('x'))];
      },
    ),
    onnx: (e, node, inputs) => [
      e.node('Reciprocal', node.name, [e.node('Sqrt', `${node.name}/sqrt`, inputs)]),
    ],
  },
  exp: simple(
    'Exp',
    (tf, x) => tf.exp(x),
    ({ b, node, dy, name }) => [b.apply(mul, [dy, node.name], {}, name('x'))],
  ),
  log: simple(
    'Log',
    (tf, x) => tf.log(x),
    ({ b, node, dy, name }) => [b.apply(div, [dy, node.inputs[0]!], {}, name('x'))],
  ),
  /** d erf(x) = 2/√π · exp(-x²)·dy. */
  erf: simple(
    'Erf',
    (tf, x) => tf.erf(x),
    ({ b, node, dy, name }) => {
      const x = node.inputs[0]!;
      const square = b.apply(mul, [x, x], {}, name('square'));
      const bell = b.apply(exp, [b.apply(neg, [square], {}, name('neg'))], {}, name('bell'));
      const factor = b.constant(name('factor'), 2 / Math.sqrt(Math.PI));
      return [b.apply(mul, [dy, b.apply(mul, [bell, factor], {}, name('slope'))], {}, name('x'))];
    },
  ),
  softplus: simple(
    'Softplus',
    (tf, x) => tf.softplus(x),
    ({ b, node, dy, name }) => {
      const slope = b.apply(sigmoid, [node.inputs[0]!], {}, name('slope'));
      return [b.apply(mul, [dy, slope], {}, name('x'))];
    },
  ),
  /** d = dy - softmax(x)·Σdy. */
  logSoftmax: {
    ...simple(
      'LogSoftmax',
      (tf, x) => tf.logSoftmax(x),
      ({ b, node, dy, name }) => {
        const axes = [b.type(dy).shape.length - 1];
        const sum = b.apply(reduceSum, [dy], { axes, keepDims: true }, name('sum'));
        const softmax = b.apply(exp, [node.name], {}, name('softmax'));
        return [b.apply(sub, [dy, b.apply(mul, [softmax, sum], {}, name('share'))], {}, name('x'))];
      },
    ),
    onnx: (e, node, inputs) => [e.node('LogSoftmax', node.name, inputs, { axis: -1 })],
  },
  clip,
  clipGradient: {
    tensorflow(e, node, [dy, x]) {
      const { minimum, maximum } = limits(node);
      const above = e.float('GreaterEqual', `${node.name}/above`, [x!, e.scalar(minimum)]);
      const below = e.float('LessEqual', `${node.name}/below`, [x!, e.scalar(maximum)]);
      const within = e.node('LogicalAnd', `${node.name}/within`, [above, below]);
      const mask = e.node('Cast', `${node.name}/mask`, [within], {
        SrcT: dtype('bool'),
        DstT: dtype('float32'),
      });
      return [e.float('Mul', node.name, [dy!, mask])];
    },
  },
};
