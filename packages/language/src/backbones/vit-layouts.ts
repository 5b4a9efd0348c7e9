/**
 * The weight files of vision transformers: torchvision's and timm's names. Both keep queries, keys and values of a block in
 * one tensor.
 */
import type { Preprocessing } from '../modalities/images/preprocessing.js';
import type { Grid, TensorLocation, WeightLayout } from './card.js';

/** What the parts of the network are called in a file; `block` is the module of the n-th block, from 0. */
interface Names {
  readonly patch: string;
  readonly token: string;
  /** A second token, which learns from another network. */
  readonly distillation?: string;
  readonly positions: string;
  readonly resampling: Grid['resampling'];
  block(n: number): string;
  /** Within a block: the two norms, the fused tensors of attention, its output, the two layers of the MLP. */
  readonly norms: readonly [string, string];
  readonly attention: { readonly kernel: string; readonly bias: string; readonly output: string };
  readonly mlp: readonly [string, string];
  readonly norm: string;
  readonly classifier: string;
}

const torchvision: Names = {
  patch: 'conv_proj',
  token: 'class_token',
  positions: 'encoder.pos_embedding',
  resampling: 'align_corners',
  block: (n) => `encoder.layers.encoder_layer_${n}`,
  norms: ['ln_1', 'ln_2'],
  attention: {
    kernel: 'self_attention.in_proj_weight',
    bias: 'self_attention.in_proj_bias',
    output: 'self_attention.out_proj',
  },
  mlp: ['mlp.0', 'mlp.3'],
  norm: 'encoder.ln',
  classifier: 'heads.head',
};

/** The published files are older than torchvision's own MLP and have the names of the one before. */
const torchvisionPublished: Names = { ...torchvision, mlp: ['mlp.linear_1', 'mlp.linear_2'] };

const timm: Names = {
  patch: 'patch_embed.proj',
  token: 'cls_token',
  distillation: 'dist_token',
  positions: 'pos_embed',
  resampling: 'antialias',
  block: (n) => `blocks.${n}`,
  norms: ['norm1', 'norm2'],
  attention: { kernel: 'attn.qkv.weight', bias: 'attn.qkv.bias', output: 'attn.proj' },
  mlp: ['mlp.fc1', 'mlp.fc2'],
  norm: 'norm',
  classifier: 'head',
};

/** Queries, keys and values lie in this order in the fused tensor. */
const fused = ['query', 'key', 'value'];

type Locate = (kind: string) => TensorLocation | undefined;

const linear =
  (module: string, transpose: 'oi' | 'oihw' = 'oi'): Locate =>
  (kind) => {
    if (kind === 'kernel') return { tensor: `${module}.weight`, transpose };
    return kind === 'bias' ? { tensor: `${module}.bias`, transpose: 'none' } : undefined;
  };

const normalization =
  (module: string): Locate =>
  (kind) => {
    const tensor = { gamma: 'weight', beta: 'bias' }[kind];
    return tensor === undefined ? undefined : { tensor: `${module}.${tensor}`, transpose: 'none' };
  };

const alone =
  (tensor: string, own: string): Locate =>
  (kind) =>
    kind === own ? { tensor, transpose: 'none' } : undefined;

/** Every layer of the network by its name in the graph. */
function layersOf(names: Names, { depth, tokens }: Transformer): ReadonlyMap<string, Locate> {
  const blocks = Array.from({ length: depth }, (_, n): readonly (readonly [string, Locate])[] => {
    const [name, module] = [`block${n + 1}`, names.block(n)];
    const part = (index: number): Locate => {
      const { kernel, bias } = names.attention;
      return (kind) => {
        const shared = { part: { index, of: fused.length } };
        if (kind === 'kernel') return { tensor: `${module}.${kernel}`, transpose: 'oi', ...shared };
        return kind === 'bias' ? { tensor: `${module}.${bias}`, transpose: 'none', ...shared } : undefined;
      };
    };
    return [
      [`${name}_norm1`, normalization(`${module}.${names.norms[0]}`)],
      ...fused.map((own, index) => [`${name}_attention_${own}`, part(index)] as const),
      [`${name}_attention_output`, linear(`${module}.${names.attention.output}`)],
      [`${name}_norm2`, normalization(`${module}.${names.norms[1]}`)],
      [`${name}_mlp1`, linear(`${module}.${names.mlp[0]}`)],
      [`${name}_mlp2`, linear(`${module}.${names.mlp[1]}`)],
    ];
  });
  return new Map<string, Locate>([
    ['patch_embedding', linear(names.patch, 'oihw')],
    ['class_token', alone(names.token, 'token')],
    ...(names.distillation === undefined
      ? []
      : [['distillation_token', alone(names.distillation, 'token')] as const]),
    [
      'position_embedding',
      (kind) => {
        const grid = { prefix: tokens, resampling: names.resampling };
        return kind === 'positions' ? { tensor: names.positions, transpose: 'none', grid } : undefined;
      },
    ],
    ...blocks.flat(),
    ['top_norm', normalization(names.norm)],
    ['classifier', linear(names.classifier)],
  ]);
}

/** What the layouts must know of a network. */
export interface Transformer {
  /** Blocks. */
  readonly depth: number;
  /** Tokens before the patches. */
  readonly tokens: number;
}

const layout =
  (name: string, names: Names) =>
  <P extends Preprocessing = never>(net: Transformer, preprocessing?: P): WeightLayout<P> => {
    const layers = layersOf(names, net);
    return {
      name,
      ...(preprocessing === undefined ? {} : { preprocessing }),
      locate(parameter) {
        const slash = parameter.lastIndexOf('/');
        const found = layers.get(parameter.slice(0, slash))?.(parameter.slice(slash + 1));
        if (!found) throw new Error(`The layout ${name} knows no parameter ${parameter}.`);
        return found;
      },
    };
  };

export const torchvisionLayout = layout('torchvision', torchvision);
export const torchvisionPublishedLayout = layout('torchvision_published', torchvisionPublished);
export const timmLayout = layout('timm', timm);
