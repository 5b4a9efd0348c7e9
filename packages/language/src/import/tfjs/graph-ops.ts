/** Ops of TensorFlow as nodes. To add one, write it in the table at the end. */
import { ImportProblem } from '../model.js';
import { flagAttr, type GraphDefNode, intsAttr, numberAttr, textAttr, textsAttr } from './graph-def.js';
import { type Attrs, autoPad, type OnnxScript } from './script.js';

/** @returns the name of the node's first output */
export type WriteOp = (
  script: OnnxScript,
  node: GraphDefNode,
  inputs: readonly string[],
) => string | readonly string[];

/** The axes of the pixels of a list with one number an axis of `[N,H,W,C]`. */
const ofPixels = (values: readonly number[]): readonly number[] => [values[1] ?? 1, values[2] ?? 1];

function windowAttrs({ attr }: GraphDefNode): Attrs {
  if (textAttr(attr, 'data_format', 'NHWC') !== 'NHWC') throw new ImportProblem('its channels come first');
  const padding = textAttr(attr, 'padding', 'VALID');
  const strides = [...ofPixels(intsAttr(attr, 'strides'))];
  const dilations = [...ofPixels(intsAttr(attr, 'dilations'))];
  if (padding !== 'EXPLICIT') return { strides, dilations, auto_pad: autoPad(padding) };
  const [, , top = 0, bottom = 0, left = 0, right = 0] = intsAttr(attr, 'explicit_paddings');
  return { strides, dilations, pads: [top, left, bottom, right] };
}

/** What a fused op does after its own: `BiasAdd`, `Relu6` … */
function fused(script: OnnxScript, node: GraphDefNode, x: string, rest: readonly string[]): string {
  const left = [...rest];
  return textsAttr(node.attr, 'fused_ops').reduce((value, op) => {
    if (op === 'BiasAdd') return script.add('Add', node.name, [value, left.shift() ?? '']);
    if (op === 'Prelu') return script.add('PRelu', node.name, [value, left.shift() ?? '']);
    if (op === 'LeakyRelu')
      return script.add('LeakyRelu', node.name, [value], {
        alpha: numberAttr(node.attr, 'leakyrelu_alpha', 0.2),
      });
    const known = plain[op];
    if (!known) throw new ImportProblem(`its node ${node.name} is fused with ${op}, which is not supported`);
    return script.add(known.op, node.name, [value], known.attrs ?? {});
  }, x);
}

const convolution =
  (depthwise: boolean): WriteOp =>
  (script, node, [x = '', kernel = '', ...rest]) =>
    fused(
      script,
      node,
      script.convolution(node.name, x, kernel, { depthwise, attrs: windowAttrs(node) }),
      rest,
    );

const pool =
  (kind: 'MaxPool' | 'AveragePool'): WriteOp =>
  (script, node, [x = '']) =>
    script.pool(kind, node.name, x, {
      ...windowAttrs(node),
      kernel_shape: [...ofPixels(intsAttr(node.attr, 'ksize'))],
    });

const batchNorm: WriteOp = (script, node, [x = '', ...parameters]) =>
  script.batchNorm(node.name, x, parameters.slice(0, 4), numberAttr(node.attr, 'epsilon', 1e-4), 3);

const matMul: WriteOp = (script, node, [a = '', b = '', ...rest]) => {
  const { attr, name } = node;
  if (flagAttr(attr, 'transpose_a') || flagAttr(attr, 'adj_x'))
    throw new ImportProblem(`its node ${name} transposes its first factor`);
  const transposed = flagAttr(attr, 'transpose_b');
  const adjoint = flagAttr(attr, 'adj_y');
  const shape = script.tensors.get(b)?.shape.length ?? 4;
  const perm = shape === 2 ? [1, 0] : shape === 3 ? [0, 2, 1] : [0, 1, 3, 2];
  const right = transposed || adjoint ? script.add('Transpose', name, [b], { perm }) : b;
  return fused(script, node, script.add('MatMul', name, [a, right]), rest);
};

const reduction =
  (op: string): WriteOp =>
  (script, { name, attr }, [x = '', axes = '']) =>
    script.add(op, name, [x, axes], { keepdims: flagAttr(attr, 'keep_dims') ? 1 : 0 });

const pad: WriteOp = (script, { name }, [x = '', paddings = '', value]) => {
  const given = script.tensors.get(paddings)?.values;
  if (!given) throw new ImportProblem(`its node ${name} pads by what is computed while the model runs`);
  const pads = [...given.filter((_, i) => i % 2 === 0), ...given.filter((_, i) => i % 2 === 1)];
  return script.add('Pad', name, value === undefined ? [x] : [x, script.ints(name, pads), value], { pads });
};

const concat: WriteOp = (script, { name }, inputs) => {
  const axis = script.tensors.get(inputs.at(-1) ?? '')?.values?.[0];
  if (axis === undefined) throw new ImportProblem(`its node ${name} joins along an axis that is computed`);
  return script.add('Concat', name, inputs.slice(0, -1), { axis });
};

const transpose: WriteOp = (script, { name }, [x = '', perm = '']) => {
  const values = script.tensors.get(perm)?.values;
  if (!values)
    throw new ImportProblem(`its node ${name} transposes by what is computed while the model runs`);
  return script.add('Transpose', name, [x], { perm: [...values] });
};

const squeeze: WriteOp = (script, { name, attr }, [x = '']) => {
  const axes = intsAttr(attr, 'squeeze_dims');
  return script.add('Squeeze', name, [x], axes.length > 0 ? { axes: [...axes] } : {});
};

/** Masks are bits, one an axis: a bit of `begin_mask` leaves the beginning open. */
const stridedSlice: WriteOp = (script, { name, attr }, [x = '', begin = '', end = '', steps = '']) => {
  const lists = [begin, end, steps].map((value) => script.tensors.get(value)?.values);
  const [starts, ends, by] = lists;
  if (!starts || !ends || !by)
    throw new ImportProblem(`its node ${name} takes a part that is computed while the model runs`);
  const bit = (mask: string, axis: number) => ((numberAttr(attr, mask, 0) >> axis) & 1) === 1;
  if (numberAttr(attr, 'ellipsis_mask', 0) !== 0 || numberAttr(attr, 'new_axis_mask', 0) !== 0)
    throw new ImportProblem(`its node ${name} takes a part by an ellipsis`);
  const axes = starts.map((_, axis) => axis);
  const shrunk = axes.filter((axis) => bit('shrink_axis_mask', axis));
  const far = 2 ** 31;
  const part = script.add('Slice', name, [x], {
    starts: axes.map((axis) => (bit('begin_mask', axis) ? 0 : starts[axis]!)),
    ends: axes.map((axis) => {
      if (shrunk.includes(axis)) return starts[axis] === -1 ? far : starts[axis]! + 1;
      return bit('end_mask', axis) ? far : ends[axis]!;
    }),
    axes,
    steps: [...by],
  });
  return shrunk.length > 0 ? script.add('Squeeze', name, [part], { axes: shrunk }) : part;
};

const pack: WriteOp = (script, { name, attr }, inputs) => {
  const axis = numberAttr(attr, 'axis', 0);
  const parts = inputs.map((x) => script.add('Unsqueeze', name, [x], { axes: [axis] }));
  return script.add('Concat', name, parts, { axis });
};

const split: WriteOp = (script, { name, attr }, [axis = '', x = '']) => {
  const at = script.tensors.get(axis)?.values?.[0];
  if (at === undefined) throw new ImportProblem(`its node ${name} splits along an axis that is computed`);
  return script.several('Split', name, [x], numberAttr(attr, 'num_split', 1), { axis: at });
};

/** Ops that ONNX has too, on the same inputs. */
const plain: Readonly<Record<string, { readonly op: string; readonly attrs?: Attrs }>> = {
  Relu: { op: 'Relu' },
  Relu6: { op: 'Clip', attrs: { min: 0, max: 6 } },
  Elu: { op: 'Elu' },
  Selu: { op: 'Selu' },
  Sigmoid: { op: 'Sigmoid' },
  Tanh: { op: 'Tanh' },
  Softplus: { op: 'Softplus' },
  Softmax: { op: 'Softmax', attrs: { axis: -1 } },
  LogSoftmax: { op: 'LogSoftmax', attrs: { axis: -1 } },
  Exp: { op: 'Exp' },
  Log: { op: 'Log' },
  Erf: { op: 'Erf' },
  Sqrt: { op: 'Sqrt' },
  Neg: { op: 'Neg' },
  Abs: { op: 'Abs' },
  BiasAdd: { op: 'Add' },
  Add: { op: 'Add' },
  AddV2: { op: 'Add' },
  Sub: { op: 'Sub' },
  Mul: { op: 'Mul' },
  RealDiv: { op: 'Div' },
  Div: { op: 'Div' },
  Maximum: { op: 'Max' },
  Minimum: { op: 'Min' },
  Pow: { op: 'Pow' },
  Reshape: { op: 'Reshape' },
  ExpandDims: { op: 'Unsqueeze' },
  Identity: { op: 'Identity' },
  StopGradient: { op: 'Identity' },
  Cast: { op: 'Identity' },
  Shape: { op: 'Shape' },
};

const special: Readonly<Record<string, WriteOp>> = {
  Conv2D: convolution(false),
  _FusedConv2D: convolution(false),
  DepthwiseConv2dNative: convolution(true),
  FusedDepthwiseConv2dNative: convolution(true),
  FusedBatchNorm: batchNorm,
  FusedBatchNormV2: batchNorm,
  FusedBatchNormV3: batchNorm,
  MaxPool: pool('MaxPool'),
  AvgPool: pool('AveragePool'),
  MatMul: matMul,
  _FusedMatMul: matMul,
  BatchMatMulV2: matMul,
  Mean: reduction('ReduceMean'),
  Max: reduction('ReduceMax'),
  Sum: reduction('ReduceSum'),
  Pad: pad,
  PadV2: pad,
  ConcatV2: concat,
  Transpose: transpose,
  Squeeze: squeeze,
  StridedSlice: stridedSlice,
  Pack: pack,
  Split: split,
  LeakyRelu: (script, { name, attr }, [x = '']) =>
    script.add('LeakyRelu', name, [x], { alpha: numberAttr(attr, 'alpha', 0.2) }),
  Prelu: (script, { name }, inputs) => script.add('PRelu', name, inputs),
  Square: (script, { name }, [x = '']) => script.add('Mul', name, [x, x]),
  SquaredDifference: (script, { name }, [a = '', b = '']) => {
    const difference = script.add('Sub', name, [a, b]);
    return script.add('Mul', name, [difference, difference]);
  },
  Rsqrt: (script, { name }, [x = '']) => script.add('Pow', name, [x, script.constant(name, -0.5)]),
};

/** Undefined for an op that nobody knows. */
export function graphOp(op: string): WriteOp | undefined {
  if (Object.hasOwn(special, op)) return special[op];
  const known = Object.hasOwn(plain, op) ? plain[op] : undefined;
  return known && ((script, { name }, inputs) => script.add(known.op, name, inputs, known.attrs ?? {}));
}
