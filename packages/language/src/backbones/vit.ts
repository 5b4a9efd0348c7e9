/**
 * Vision transformers with patches of 16 pixels, as torchvision 0.24 (`models/vision_transformer.py`) and timm 1.0
 * (`models/vision_transformer.py`) have them: normalization before each part, GELU, a class token before the patches.
 * Both keep queries, keys and values of a block in one tensor; here each is a layer of its own.
 */
import { selfAttention } from '../graph/attention.js';
import type { GraphBuilder } from '../graph/builder.js';
import { conv2d, dense, layerNorm } from '../graph/layers.js';
import { repeat } from '../graph/ops/arrange.js';
import { add, gelu } from '../graph/ops/elementwise.js';
import { concat, reshape } from '../graph/ops/tensor.js';
import { fixed } from '../graph/shape.js';
import type { Ref } from '../graph/types.js';
import type { ImageBackbone } from '../modalities/images/preprocessing.js';
import type { WeightSource } from './card.js';
import { ofImages } from './of-images.js';
import { imagenetPreprocessing, torchvisionSource } from './torchvision.js';
import { depth, timmLayout, torchvisionLayout, torchvisionPublishedLayout } from './vit-layouts.js';

interface VisionTransformer {
  readonly width: number;
  readonly heads: number;
}

const patch = 16;
const norm = { epsilon: 1e-6 };

/** `[N,S,S,3] -> [N,1+(S/16)²,width]`, in blocks `stem`, `block1` … `block12`, `top`; the class token first. */
function buildVisionTransformer(b: GraphBuilder, image: Ref, net: VisionTransformer): Ref {
  let x = b.block('stem', () => embed(b, image, net.width));
  for (let i = 1; i <= depth; i++) {
    const name = `block${i}`;
    x = b.block(name, () => transformerBlock(b, name, x, net), { residual: true });
  }
  return b.block('top', () => layerNorm(b, 'top_norm', x, norm));
}

/** A vector a patch, the class token before them, and where each of them stands. */
function embed(b: GraphBuilder, image: Ref, width: number): Ref {
  const options = { filters: width, size: patch, stride: patch, padding: 'valid', bias: true } as const;
  const patches = conv2d(b, 'patch_embedding', image, options);
  const [batch, rows, columns] = b.type(patches).shape;
  const count = fixed(rows, 'patches') * fixed(columns, 'patches');
  const content = b.apply(reshape, [patches], { shape: [batch!, count, width] }, 'patches');
  const tokens = b.layer('class_token', 'class_token', () => {
    const token = b.parameter('token', [1, 1, width], 'token', 'zeros');
    return b.apply(
      concat,
      [b.apply(repeat, [token, content], {}, 'repeated'), content],
      { axis: 1 },
      'tokens',
    );
  });
  return b.layer('position_embedding', 'position_embedding', () => {
    const initializer = { kind: 'truncated_normal', deviation: 0.02 } as const;
    return b.apply(
      add,
      [tokens, b.parameter('positions', [1, 1 + count, width], 'token', initializer)],
      {},
      'placed',
    );
  });
}

function transformerBlock(b: GraphBuilder, name: string, x: Ref, { width, heads }: VisionTransformer): Ref {
  const attended = selfAttention(b, `${name}_attention`, layerNorm(b, `${name}_norm1`, x, norm), { heads });
  const middle = b.apply(add, [x, attended], {}, `${name}_add1`);
  const wide = dense(b, `${name}_mlp1`, layerNorm(b, `${name}_norm2`, middle, norm), 4 * width);
  const narrow = dense(b, `${name}_mlp2`, b.apply(gelu, [wide], {}, `${name}_gelu`), width);
  return b.apply(add, [middle, narrow], {}, `${name}_add2`);
}

const vit = (
  facts: Pick<
    ImageBackbone,
    'name' | 'title' | 'paper' | 'reference' | 'parameters' | 'preprocessing' | 'layouts'
  >,
  net: VisionTransformer,
  sources: readonly WeightSource[],
): ImageBackbone => ({
  ...facts,
  family: 'ViT',
  // The embeddings of positions are those of 14 × 14 patches.
  inputSize: { native: 224, minimum: 32, multipleOf: patch, only: 224 },
  sources,
  tuneLimit: 5e-5,
  tokens: { prefix: 1 },
  ...ofImages((b, image) => buildVisionTransformer(b, image, net)),
  classifier: { features: net.width, classes: 1000, kernel: 'classifier/kernel', bias: 'classifier/bias' },
});

export const vitSmall = vit(
  {
    name: 'vit_s_16',
    parameters: 21_665_664,
    title: 'ViT-S/16',
    paper: 'Touvron et al. 2020, Training data-efficient image transformers, arXiv:2012.12877',
    reference: 'timm 1.0.31, deit_small_patch16_224',
    preprocessing: { ...imagenetPreprocessing, interpolation: 'bicubic' },
    layouts: [timmLayout],
  },
  { width: 384, heads: 6 },
  [
    {
      name: 'imagenet',
      format: 'pth',
      layout: 'timm',
      sha256Prefix: 'cd65a155',
      origins: [
        { kind: 'url', url: 'https://dl.fbaipublicfiles.com/deit/deit_small_patch16_224-cd65a155.pth' },
      ],
      licence: 'Apache-2.0',
      trainedOn: 'ImageNet-1k (ILSVRC 2012)',
      top1: 0.799,
    },
  ],
);

export const vitBase = vit(
  {
    name: 'vit_b_16',
    parameters: 85_798_656,
    title: 'ViT-B/16',
    paper: 'Dosovitskiy et al. 2020, An Image is Worth 16x16 Words, arXiv:2010.11929',
    reference: 'torchvision 0.24.0, vit_b_16',
    preprocessing: imagenetPreprocessing,
    layouts: [torchvisionLayout, torchvisionPublishedLayout, timmLayout],
  },
  { width: 768, heads: 12 },
  [
    {
      ...torchvisionSource({ name: 'imagenet', file: 'vit_b_16-c867db91.pth', top1: 0.81072 }),
      layout: 'torchvision_published',
    },
  ],
);

export const vits: readonly ImageBackbone[] = [vitSmall, vitBase];
