/** Ops that are a formula of elementary functions: the formula stands once, and every engine carries it out. */
import type * as tfjs from '@tensorflow/tfjs';
import type { OnnxEmitter } from '../engines/onnx/emitter.js';
import type { TensorFlowEmitter } from '../engines/tensorflow/emitter.js';
import type { OpKernel, Tfjs } from './kernel.js';

/** What a formula of values `T` is written in; numbers are constants. */
export interface Arithmetic<T> {
  add(a: T, b: T | number): T;
  sub(a: T | number, b: T): T;
  mul(a: T, b: T | number): T;
  div(a: T, b: T | number): T;
  exp(x: T): T;
  erf(x: T): T;
  tanh(x: T): T;
  sigmoid(x: T): T;
  /** `min(max(x, 0), 6)`. */
  relu6(x: T): T;
}

export type Formula = <T>(m: Arithmetic<T>, ...inputs: readonly T[]) => T;

/** The engines' side of an op that is a formula. */
export const byFormula = (formula: Formula) =>
  ({
    tensorflow: (e, node, inputs) => [formula(inTensorFlow(e, node.name), ...inputs)],
    onnx: (e, node, inputs) => [formula(inOnnx(e, node.name), ...inputs)],
    portable: (tf, inputs) => [formula(inTfjs(tf), ...inputs)],
  }) satisfies OpKernel;

function inTensorFlow(e: TensorFlowEmitter, scope: string): Arithmetic<string> {
  const apply =
    (op: string) =>
    (...inputs: readonly (string | number)[]) =>
      e.float(
        op,
        `${scope}/${op.toLowerCase()}`,
        inputs.map((x) => (typeof x === 'number' ? e.scalar(x) : x)),
      );
  return {
    add: apply('AddV2'),
    sub: apply('Sub'),
    mul: apply('Mul'),
    div: apply('RealDiv'),
    exp: apply('Exp'),
    erf: apply('Erf'),
    tanh: apply('Tanh'),
    sigmoid: apply('Sigmoid'),
    relu6: apply('Relu6'),
  };
}

function inOnnx(e: OnnxEmitter, scope: string): Arithmetic<string> {
  let count = 0;
  const apply =
    (op: string) =>
    (...inputs: readonly (string | number)[]) =>
      e.node(
        op,
        `${scope}/${op.toLowerCase()}_${++count}`,
        inputs.map((x) => (typeof x === 'number' ? e.scalar(x) : x)),
      );
  return {
    add: apply('Add'),
    sub: apply('Sub'),
    mul: apply('Mul'),
    div: apply('Div'),
    exp: apply('Exp'),
    erf: apply('Erf'),
    tanh: apply('Tanh'),
    sigmoid: apply('Sigmoid'),
    relu6: (x) => apply('Clip')(x, 0, 6),
  };
}

const inTfjs = (tf: Tfjs): Arithmetic<tfjs.Tensor> => ({
  add: (a, b) => tf.add(a, b),
  sub: (a, b) => tf.sub(a, b),
  mul: (a, b) => tf.mul(a, b),
  div: (a, b) => tf.div(a, b),
  exp: (x) => tf.exp(x),
  erf: (x) => tf.erf(x),
  tanh: (x) => tf.tanh(x),
  sigmoid: (x) => tf.sigmoid(x),
  relu6: (x) => tf.clipByValue(x, 0, 6),
});
