/** Convolutions: NCHW and OIHW in the file, NHWC and HWIO in the graph. */
import { conv2d, depthwiseConv2d, type Padding } from '../../../graph/ops/convolution.js';
import { biasAdd } from '../../../graph/ops/elementwise.js';
import { fixed } from '../../../graph/shape.js';
import type { ForeignNode } from '../../model.js';
import { ImportProblem } from '../../model.js';
import { dataAt, intAttr, intsAttr, type OpTable, required, type TranslateOp, textAttr } from '../../op.js';
import { fixedCount, plain } from '../../quantity.js';
import { weightShape } from '../../value.js';

export const nhwc = [0, 2, 3, 1] as const;

/** The graph's padding of a window, by the file's attributes. Sizes are heights and widths. */
export function windowPadding(
  node: ForeignNode,
  size: readonly number[],
  window: readonly number[],
  strides: readonly number[],
): Padding {
  const same = size.map((pixels, i) => evenPadding(pixels, window[i]!, strides[i]!));
  const auto = textAttr(node, 'auto_pad', 'NOTSET');
  if (auto === 'SAME_UPPER') return 'same';
  if (auto === 'VALID') return 'valid';
  const rank = window.length;
  const pads = intsAttr(node, 'pads') ?? new Array<number>(2 * rank).fill(0);
  const sides = size.map((_, i): readonly [number, number] =>
    auto === 'SAME_LOWER' ? [same[i]![1], same[i]![0]] : [pads[i]!, pads[i + rank]!],
  );
  if (sides.flat().some((pixels) => !Number.isInteger(pixels) || pixels < 0))
    throw new ImportProblem(`its padding is [${pads}]`);
  if (sides.flat().every((pixels) => pixels === 0)) return 'valid';
  if (String(sides) === String(same)) return 'same';
  return [sides[0]!, sides[1]!];
}

/** What TensorFlow's SAME adds before and after. */
function evenPadding(size: number, window: number, stride: number): readonly [number, number] {
  const total = Math.max((Math.ceil(size / stride) - 1) * stride + window - size, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/** @throws ImportProblem where the window has gaps */
export function refuseDilations(node: ForeignNode): void {
  const dilations = intsAttr(node, 'dilations') ?? [];
  if (dilations.some((dilation) => dilation !== 1))
    throw new ImportProblem(`it has dilations [${dilations}]; only windows without gaps are supported`);
}

const conv: TranslateOp = (m, node, inputs) => {
  const weight = required(inputs, 1);
  if (weight.kind !== 'weight') throw new ImportProblem('its kernel is computed while the model runs');
  refuseDilations(node);
  const given = dataAt(inputs, 0);
  const line = given.sizes.length === 3;
  if (!line && given.sizes.length !== 4)
    throw new ImportProblem(`it slides over ${given.sizes.length - 2} axes`);
  // A line of pixels is an image one pixel high.
  const value = line
    ? m.reshape(given, [given.sizes[0]!, given.sizes[1]!, plain(1), given.sizes[2]!], node)
    : given;
  const kernel = line
    ? { ...weight, axes: [weight.axes[0]!, weight.axes[1]!, null, weight.axes[2]!] }
    : weight;
  const [outputs = 0, share = 0, kh = 0, kw = 0] = weightShape(kernel);
  const channels = fixedCount(value.sizes[1]!);
  const groups = intAttr(node, 'group', 1);
  if (channels !== share * groups || outputs % groups !== 0)
    throw new ImportProblem(
      `its kernel takes ${share * groups} channels, the value before it has ${channels}`,
    );
  const depthwise = groups === channels && groups > 1;
  const spaced = intsAttr(node, 'strides') ?? [1, 1];
  const strides = (line ? [1, spaced[0] ?? 1] : [spaced[0] ?? 1, spaced[1] ?? 1]) as [number, number];
  const x = m.inOrder(value, nhwc, node);
  const size = m.b
    .type(x)
    .shape.slice(1, 3)
    .map((dim) => fixed(dim, node.name));
  const pads = intsAttr(node, 'pads');
  const widened =
    line && pads ? { ...node, attrs: { ...node.attrs, pads: [0, pads[0]!, 0, pads[1]!] } } : node;
  const padding = windowPadding(widened, size, [kh, kw], strides);
  const parameter = m.parameter(node, kernel, {
    kind: depthwise ? 'depthwise_conv2d' : 'conv2d',
    name: 'kernel',
    role: 'kernel',
    order: depthwise ? [2, 3, 0, 1] : [2, 3, 1, 0],
    shape: depthwise ? [kh, kw, channels, outputs / channels] : [kh, kw, share, outputs],
  });
  let y = m.applyInLayer(
    depthwise ? depthwiseConv2d : conv2d,
    parameter,
    [x, parameter],
    { strides, padding },
    'conv',
  );
  const bias = inputs[2];
  if (bias) {
    if (bias.kind !== 'weight') throw new ImportProblem('its bias is computed while the model runs');
    const b = m.parameter(node, bias, { kind: 'conv2d', name: 'bias', role: 'bias', of: weight.tensor });
    y = m.applyInLayer(biasAdd, b, [y, b], {}, 'bias_add');
  }
  const [batch, height, width] = [
    value.sizes[0]!,
    ...m.b
      .type(y)
      .shape.slice(1, 3)
      .map((dim) => plain(fixed(dim, node.name))),
  ];
  const result = m.data(y, [batch!, plain(outputs), height!, width!], nhwc);
  return [line ? m.reshape(result, [batch!, plain(outputs), width!], node) : result];
};

export const convolutionOps: OpTable = { Conv: conv };
