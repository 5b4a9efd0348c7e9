/**
 * Swin as torchvision 0.24 has it (`models/swin_transformer.py`), of both versions. The second normalizes after each part, not
 * before it, scores by cosines, and computes the bias of positions from how far apart they are. At input sizes that are no
 * multiple of the windows, maps are padded, as torchvision does; timm and the authors' code take other windows there.
 */
import { selfAttention } from '../graph/attention.js';
import type { GraphBuilder } from '../graph/builder.js';
import { conv2d, dense, layerNorm } from '../graph/layers.js';
import { transpose } from '../graph/ops/arrange.js';
import { add, clip, exp, gelu, mul, relu, sigmoid } from '../graph/ops/elementwise.js';
import { gather } from '../graph/ops/indexing.js';
import { reshape } from '../graph/ops/tensor.js';
import { fixed } from '../graph/shape.js';
import type { Ref } from '../graph/types.js';
import { inWindows, padToMultiple, relativePositions } from './windows.js';

export interface Swin {
  readonly version: 1 | 2;
  /** Transformer blocks of the four stages, each of which has twice the channels and heads of the one before. */
  readonly units: readonly [number, number, number, number];
  readonly width: number;
  readonly heads: number;
  /** Side of a window in pixels of the map. */
  readonly window: number;
}

const norm = { epsilon: 1e-5 };

/** `[N,S,S,3] -> [N,S/32,S/32,8·width]`, in blocks `stem`, `stage1` … `stage4`, `top`. */
export function buildSwin(b: GraphBuilder, image: Ref, net: Swin): Ref {
  let x = b.block('stem', () => {
    const options = { filters: net.width, size: 4, stride: 4, padding: 'valid', bias: true } as const;
    return layerNorm(b, 'stem_norm', conv2d(b, 'stem_conv', image, options), norm);
  });
  net.units.forEach((units, i) => {
    const stage = `stage${i + 1}`;
    const build = () => {
      let y = i === 0 ? x : mergePatches(b, `${stage}_merging`, x, net);
      for (let unit = 0; unit < units; unit++) {
        const options = { ...net, heads: net.heads * 2 ** i, shifted: unit % 2 === 1 };
        y = transformerBlock(b, `${stage}_unit${unit + 1}`, y, options);
      }
      return y;
    };
    x = b.block(stage, build, { residual: true });
  });
  return b.block('top', () => layerNorm(b, 'top_norm', x, norm));
}

/** Four neighbors become one of twice the channels. */
function mergePatches(b: GraphBuilder, name: string, x: Ref, { version }: Swin): Ref {
  const even = padToMultiple(b, `${name}/padded`, x, 2);
  const [batch, height, width, channels] = b.type(even).shape;
  const [h, w, c] = [height, width, channels].map((dim) => fixed(dim, name)) as [number, number, number];
  const pairs = b.apply(reshape, [even], { shape: [batch!, h / 2, 2, w / 2, 2, c] }, `${name}/pairs`);
  // Of the four, the two of the left column come first.
  const beside = b.apply(transpose, [pairs], { perm: [0, 1, 3, 4, 2, 5] }, `${name}/beside`);
  const merged = b.apply(reshape, [beside], { shape: [batch!, h / 2, w / 2, 4 * c] }, `${name}/merged`);
  const reduced = (y: Ref) => dense(b, `${name}_reduction`, y, 2 * c, { bias: false });
  const normalized = (y: Ref) => layerNorm(b, `${name}_norm`, y, norm);
  return version === 1 ? reduced(normalized(merged)) : normalized(reduced(merged));
}

interface BlockOptions extends Pick<Swin, 'version' | 'window' | 'heads'> {
  readonly shifted: boolean;
}

function transformerBlock(b: GraphBuilder, name: string, x: Ref, options: BlockOptions): Ref {
  const normalized = (part: string, y: Ref) => layerNorm(b, `${name}_${part}`, y, norm);
  const after = options.version === 2;
  const residual = (y: Ref, part: 1 | 2, branch: (y: Ref) => Ref) => {
    const of = `norm${part}`;
    const out = after ? normalized(of, branch(y)) : branch(normalized(of, y));
    return b.apply(add, [y, out], {}, `${name}_add${part}`);
  };
  const attended = residual(x, 1, (y) => windowAttention(b, `${name}_attention`, y, options));
  return residual(attended, 2, (y) => {
    const width = fixed(b.type(y).shape[3], name);
    const wide = dense(b, `${name}_mlp1`, y, 4 * width);
    return dense(b, `${name}_mlp2`, b.apply(gelu, [wide], {}, `${name}_gelu`), width);
  });
}

function windowAttention(b: GraphBuilder, name: string, x: Ref, options: BlockOptions): Ref {
  const { version, window: side, heads, shifted } = options;
  const bias = (version === 1 ? tabledBias : computedBias)(b, `${name}_bias`, { side, heads });
  const cosineScale = version === 1 ? undefined : scaleOfCosines(b, `${name}_scale`, heads);
  const shift = shifted ? Math.floor(side / 2) : 0;
  return inWindows(b, name, x, { side, shift }, (windows, mask) =>
    selfAttention(b, name, windows, {
      heads,
      fused: true,
      added: mask === undefined ? [bias] : [bias, mask],
      ...(cosineScale === undefined ? {} : { cosineScale }),
    }),
  );
}

interface Bias {
  readonly side: number;
  readonly heads: number;
}

/** What is added to the scores of two pixels by how they lie to each other, `[heads,side²,side²]`, learned one by one. */
function tabledBias(b: GraphBuilder, name: string, { side, heads }: Bias): Ref {
  return b.layer(name, 'relative_position_bias', () => {
    const initializer = { kind: 'truncated_normal', deviation: 0.02 } as const;
    const table = b.parameter('table', [(2 * side - 1) ** 2, heads], 'token', initializer);
    return byPixels(b, name, table, { side, heads });
  });
}

/** The same, computed of the logarithms of the distances, so that windows of other sizes have them too. */
function computedBias(b: GraphBuilder, name: string, { side, heads }: Bias): Ref {
  const distances = Array.from({ length: 2 * side - 1 }, (_, i) => {
    const distance = (8 * (i - (side - 1))) / (side - 1);
    return (Math.sign(distance) * Math.log2(Math.abs(distance) + 1)) / 3;
  });
  const both = distances.flatMap((y) => distances.flatMap((x) => [y, x]));
  const coordinates = b.constant(`${name}/distances`, both, { shape: [both.length / 2, 2] });
  const wide = b.apply(relu, [dense(b, `${name}1`, coordinates, 512)], {}, `${name}/relu`);
  const table = dense(b, `${name}2`, wide, heads, { bias: false });
  const values = b.apply(sigmoid, [byPixels(b, name, table, { side, heads })], {}, `${name}/sigmoid`);
  return b.apply(mul, [values, b.constant(`${name}/most`, 16)], {}, `${name}/values`);
}

/** A table of relative positions, `[(2·side-1)²,heads]`, looked up for each two pixels. */
function byPixels(b: GraphBuilder, name: string, table: Ref, { side, heads }: Bias): Ref {
  const count = side * side;
  const rows = b.constant(`${name}/rows`, relativePositions(side), { dtype: 'int32' });
  const flat = b.apply(gather, [table, rows], {}, `${name}/gathered`);
  const pairs = b.apply(reshape, [flat], { shape: [count, count, heads] }, `${name}/pairs`);
  return b.apply(transpose, [pairs], { perm: [2, 0, 1] }, `${name}/heads`);
}

/** Below every float32 but infinity: the scale has no least value. */
const unlimited = -3.4e38;

/** Learned as a logarithm, at most that of 100. */
function scaleOfCosines(b: GraphBuilder, name: string, heads: number): Ref {
  return b.layer(name, 'scale', () => {
    const initializer = { kind: 'constant', value: Math.log(10) } as const;
    const logarithm = b.parameter('logarithm', [heads, 1, 1], 'scale', initializer);
    const limits = { minimum: unlimited, maximum: Math.log(100) };
    return b.apply(exp, [b.apply(clip, [logarithm], limits, 'limited')], {}, 'values');
  });
}
