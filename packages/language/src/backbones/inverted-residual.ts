/**
 * The inverted residual networks: MobileNetV2 and V3, MnasNet, EfficientNet and its kin. A stem, stages of
 * expand–filter–project units, and a 1×1 convolution on top. Sandler et al. 2018, arXiv:1801.04381.
 * Layers are named as in Keras's EfficientNet: `block2a_expand_conv` is in the first unit of the second stage.
 */
import type { GraphBuilder } from '../graph/builder.js';
import { batchNorm, conv2d, depthwiseConv2d } from '../graph/layers.js';
import type { Padding } from '../graph/ops/convolution.js';
import { add, type NoAttrs } from '../graph/ops/elementwise.js';
import { squeezeExcite } from '../graph/squeeze-excite.js';
import type { OpDefinition, Ref } from '../graph/types.js';
import type { Unit } from './inverted-residual-units.js';

type Activation = OpDefinition<NoAttrs>;

export interface InvertedResidualNet {
  readonly stemFilters: number;
  readonly stages: readonly (readonly Unit[])[];
  readonly topFilters: number;
  /** Of the stem, the top and the units that name none. */
  readonly activation: Activation;
  /** Of the units' squeeze-and-excitation, where they have it. */
  readonly squeeze?: { readonly activation: Activation; readonly gate: Activation };
  readonly batchNorm: { readonly epsilon: number; readonly momentum: number };
  /** Padding of a convolution of that window and stride. */
  padding(size: number, stride: number): Padding;
}

/** `[N,S,S,3] -> [N,S/32,S/32,topFilters]`, in blocks `stem`, `block1` … `block7`, `top`. */
export function buildInvertedResidualNet(b: GraphBuilder, image: Ref, net: InvertedResidualNet): Ref {
  const { activation } = net;
  let x = b.block('stem', () => {
    const options = { filters: net.stemFilters, size: 3, stride: 2, padding: net.padding(3, 2) };
    return activated(b, 'stem_bn', conv2d(b, 'stem_conv', image, options), net, activation);
  });
  net.stages.forEach((units, s) => {
    const build = () => units.reduce((value, unit) => invertedResidual(b, value, unit, net), x);
    x = b.block(`block${s + 1}`, build, units.some(hasShortcut) ? { residual: true } : {});
  });
  return b.block('top', () =>
    activated(b, 'top_bn', conv2d(b, 'top_conv', x, { filters: net.topFilters, size: 1 }), net, activation),
  );
}

const hasShortcut = ({ stride, inputs, filters }: Unit): boolean => stride === 1 && inputs === filters;

/** Expand (where it does), filter each channel, weigh the channels (where it does), project; add the input if it fits. */
function invertedResidual(b: GraphBuilder, x: Ref, unit: Unit, net: InvertedResidualNet): Ref {
  const { activation = net.activation } = unit;
  const y = unit.fused ? fused(b, x, unit, net, activation) : separable(b, x, unit, net, activation);
  return hasShortcut(unit) ? b.apply(add, [x, y], {}, `${unit.name}_add`) : y;
}

function separable(
  b: GraphBuilder,
  x: Ref,
  unit: Unit,
  net: InvertedResidualNet,
  activation: Activation,
): Ref {
  const { name, size, stride, filters, hidden, squeezed } = unit;
  let y = x;
  if (hidden !== undefined) {
    y = conv2d(b, `${name}_expand_conv`, y, { filters: hidden, size: 1 });
    y = activated(b, `${name}_expand_bn`, y, net, activation);
  }
  y = depthwiseConv2d(b, `${name}_dwconv`, y, { size, stride, padding: net.padding(size, stride) });
  y = activated(b, `${name}_bn`, y, net, activation);
  if (squeezed !== undefined && net.squeeze) {
    const layers = [`${name}_se_reduce`, `${name}_se_expand`] as const;
    y = squeezeExcite(b, `${name}_se`, y, { ...net.squeeze, filters: squeezed, layers });
  }
  y = conv2d(b, `${name}_project_conv`, y, { filters, size: 1 });
  return batchNorm(b, `${name}_project_bn`, y, net.batchNorm);
}

/** One convolution expands and filters; without an expansion it projects as well. Tan and Le 2021, arXiv:2104.00298. */
function fused(b: GraphBuilder, x: Ref, unit: Unit, net: InvertedResidualNet, activation: Activation): Ref {
  const { name, size, stride, filters, hidden } = unit;
  const window = { size, stride, padding: net.padding(size, stride) };
  if (hidden === undefined) {
    const y = conv2d(b, `${name}_project_conv`, x, { filters, ...window });
    return activated(b, `${name}_project_bn`, y, net, activation);
  }
  const wide = conv2d(b, `${name}_expand_conv`, x, { filters: hidden, ...window });
  const active = activated(b, `${name}_expand_bn`, wide, net, activation);
  const narrow = conv2d(b, `${name}_project_conv`, active, { filters, size: 1 });
  return batchNorm(b, `${name}_project_bn`, narrow, net.batchNorm);
}

function activated(
  b: GraphBuilder,
  name: string,
  x: Ref,
  net: InvertedResidualNet,
  activation: Activation,
): Ref {
  return b.apply(activation, [batchNorm(b, name, x, net.batchNorm)], {}, `${name}_${activation.name}`);
}
