/**
 * The inverted residual network that MobileNetV2 and EfficientNet-Lite share: a stem, seven stages of
 * expand–depthwise–project units, and a 1×1 convolution on top. Sandler et al. 2018, arXiv:1801.04381.
 * Layers are named as in Keras's EfficientNet: `block2a_expand_conv` is the first unit of the second stage.
 */
import type { GraphBuilder } from '../graph/builder.js';
import { batchNorm, conv2d, depthwiseConv2d } from '../graph/layers.js';
import type { Padding } from '../graph/ops/convolution.js';
import { add, relu6 } from '../graph/ops/elementwise.js';
import { fixed } from '../graph/shape.js';
import type { Ref } from '../graph/types.js';

/** One stage: `repeats` units, of which the first strides and changes the number of channels. */
export interface Stage {
  readonly expansion: number;
  readonly filters: number;
  readonly repeats: number;
  readonly stride: 1 | 2;
  readonly size: 3 | 5;
}

export interface InvertedResidualNet {
  readonly stemFilters: number;
  readonly stages: readonly Stage[];
  readonly topFilters: number;
  readonly batchNorm: { readonly epsilon: number; readonly momentum: number };
  /** Padding of a convolution of that window and stride. */
  padding(size: number, stride: number): Padding;
}

export interface Unit extends Stage {
  /** `block2a`. */
  readonly name: string;
  /** From 0, over the whole network. */
  readonly index: number;
}

/** Units of the stages in order, named by stage and letter; only a stage's first unit strides. */
export function unitsOf(stages: readonly Stage[]): readonly (readonly Unit[])[] {
  let index = 0;
  return stages.map((stage, s) =>
    Array.from({ length: stage.repeats }, (_, i): Unit => {
      const name = `block${s + 1}${String.fromCharCode(97 + i)}`;
      return { ...stage, stride: i === 0 ? stage.stride : 1, name, index: index++ };
    }),
  );
}

/** `[N,S,S,3] -> [N,S/32,S/32,topFilters]`, in blocks `stem`, `block1` … `block7`, `top`. */
export function buildInvertedResidualNet(b: GraphBuilder, image: Ref, net: InvertedResidualNet): Ref {
  let x = b.block('stem', () => {
    const options = { filters: net.stemFilters, size: 3, stride: 2, padding: net.padding(3, 2) };
    return activate(b, 'stem_bn', conv2d(b, 'stem_conv', image, options), net);
  });
  unitsOf(net.stages).forEach((units, s) => {
    const build = () => units.reduce((value, unit) => invertedResidual(b, value, unit, net), x);
    x = b.block(`block${s + 1}`, build, units.length > 1 ? { residual: true } : {});
  });
  return b.block('top', () =>
    activate(b, 'top_bn', conv2d(b, 'top_conv', x, { filters: net.topFilters, size: 1 }), net),
  );
}

/** Expand (where it does), filter each channel, project without an activation; add the input if it fits. */
function invertedResidual(b: GraphBuilder, x: Ref, unit: Unit, net: InvertedResidualNet): Ref {
  const { name, size, stride, filters } = unit;
  const channels = fixed(b.type(x).shape[3], name);
  let y = x;
  if (unit.expansion !== 1) {
    y = conv2d(b, `${name}_expand_conv`, y, { filters: channels * unit.expansion, size: 1 });
    y = activate(b, `${name}_expand_bn`, y, net);
  }
  y = depthwiseConv2d(b, `${name}_dwconv`, y, { size, stride, padding: net.padding(size, stride) });
  y = activate(b, `${name}_bn`, y, net);
  y = conv2d(b, `${name}_project_conv`, y, { filters, size: 1 });
  y = batchNorm(b, `${name}_project_bn`, y, net.batchNorm);
  return stride === 1 && channels === filters ? b.apply(add, [x, y], {}, `${name}_add`) : y;
}

function activate(b: GraphBuilder, name: string, x: Ref, net: InvertedResidualNet): Ref {
  return b.apply(relu6, [batchNorm(b, name, x, net.batchNorm)], {}, `${name}_relu`);
}
