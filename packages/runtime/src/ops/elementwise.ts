import type * as tfjs from '@tensorflow/tfjs';
import { div, mul, neg } from '@tlp/language/graph/ops/elementwise.js';
import { biasGradient, unbroadcast } from './broadcast.js';
import type { GradientContext, OpKernel, Tfjs } from './kernel.js';
import { own } from './own.js';

type Binary = (tf: Tfjs, a: tfjs.Tensor, b: tfjs.Tensor) => tfjs.Tensor;

const binary = (tensorflowOp: string, onnxOp: string, portable: Binary): OpKernel => ({
  tensorflow: (e, node, inputs) => [e.float(tensorflowOp, node.name, inputs)],
  onnx: (e, node, inputs, types) => [e.node(onnxOp, node.name, e.align(inputs, types))],
  portable: (tf, [a, b]) => [portable(tf, a!, b!)],
});

const shapeOfInput = ({ b, node }: GradientContext, i: number) => b.type(node.inputs[i]!).shape;

export const addKernel: OpKernel = {
  ...binary('AddV2', 'Add', (tf, a, b) => tf.add(a, b)),
  gradient: (c) => [0, 1].map((i) => unbroadcast(c.b, c.dy, shapeOfInput(c, i), c.name(`${i}`))),
};

export const subKernel: OpKernel = {
  ...binary('Sub', 'Sub', (tf, a, b) => tf.sub(a, b)),
  gradient(c) {
    const right = c.wants(1) ? c.b.apply(neg, [c.dy], {}, c.name('neg')) : null;
    return [
      unbroadcast(c.b, c.dy, shapeOfInput(c, 0), c.name('0')),
      right && unbroadcast(c.b, right, shapeOfInput(c, 1), c.name('1')),
    ];
  },
};

export const mulKernel: OpKernel = {
  ...binary('Mul', 'Mul', (tf, a, b) => tf.mul(a, b)),
  gradient: (c) =>
    [0, 1].map((i) => {
      if (!c.wants(i)) return null;
      const product = c.b.apply(mul, [c.dy, c.node.inputs[1 - i]!], {}, c.name(`${i}`));
      return unbroadcast(c.b, product, shapeOfInput(c, i), c.name(`${i}`));
    }),
};

/** `y = a/b`: by a `dy/b`, by b `-dy·y/b`. */
export const divKernel: OpKernel = {
  ...binary('RealDiv', 'Div', (tf, a, b) => tf.div(a, b)),
  gradient(c) {
    const quotient = c.b.apply(div, [c.dy, c.node.inputs[1]!], {}, c.name('quotient'));
    const byDivisor = () => {
      const product = c.b.apply(mul, [quotient, c.node.name], {}, c.name('product'));
      return unbroadcast(c.b, c.b.apply(neg, [product], {}, c.name('neg')), shapeOfInput(c, 1), c.name('1'));
    };
    return [
      c.wants(0) ? unbroadcast(c.b, quotient, shapeOfInput(c, 0), c.name('0')) : null,
      c.wants(1) ? byDivisor() : null,
    ];
  },
};

export const negKernel: OpKernel = {
  gradient: ({ b, dy, name }) => [b.apply(neg, [dy], {}, name('neg'))],
  tensorflow: (e, node, inputs) => [e.float('Neg', node.name, inputs)],
  onnx: (e, node, inputs) => [e.node('Neg', node.name, inputs)],
  portable: (tf, [x]) => [tf.neg(x!)],
};

export const identityKernel: OpKernel = {
  gradient: ({ dy }) => [dy],
  tensorflow: (e, node, inputs) => [e.float('Identity', node.name, inputs)],
  // A node of its own, so that who reads what came before stays countable; ONNX Runtime removes it.
  onnx: (e, node, inputs) => [e.node('Identity', node.name, inputs)],
  portable: (_tf, [x]) => [x!],
};

export const biasGradientKernel: OpKernel = own('TlpBiasGradient');

export const biasAddKernel: OpKernel = {
  gradient: (c) => [c.dy, c.wants(1) ? c.b.apply(biasGradient, [c.dy], {}, c.name('bias')) : null],
  tensorflow(e, node, [x, bias]) {
    const [shaped, rows] = [e.find(x!), e.rows.get(x!)];
    if (!shaped || rows === undefined) return [e.float('BiasAdd', node.name, [x!, bias!])];
    // A dense layer on tokens: of a product and a sum with nothing between them TensorFlow makes one op.
    const sum = e.float('BiasAdd', `${node.name}/rows`, [rows, bias!]);
    return [e.node('Reshape', node.name, [sum, shaped.input[1]!], shaped.attr)];
  },
  onnx(e, node, inputs) {
    const fused = e.fuseBias(inputs[0]!, inputs[1]!);
    if (fused) return [fused];
    return [e.node('Add', node.name, [inputs[0]!, e.channelwise(inputs[1]!, inputs[0]!)])];
  },
  portable: (tf, [x, bias]) => [tf.add(x!, bias!)],
};
