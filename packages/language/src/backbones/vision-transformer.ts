/**
 * Vision transformers as torchvision 0.24 (`models/vision_transformer.py`) and timm 1.0 (`models/vision_transformer.py`,
 * `models/deit.py`) have them: normalization before each part, GELU, a class token before the patches. Both keep queries, keys
 * and values of a block in one tensor; here each is a layer of its own.
 */
import type { GraphBuilder } from '../graph/builder.js';
import { conv2d, layerNorm } from '../graph/layers.js';
import { repeat } from '../graph/ops/arrange.js';
import { add, gelu } from '../graph/ops/elementwise.js';
import { concat, reshape } from '../graph/ops/tensor.js';
import { fixed } from '../graph/shape.js';
import { transformerBlock } from '../graph/transformer-block.js';
import type { Ref } from '../graph/types.js';
import type { ImageBackbone } from '../modalities/images/preprocessing.js';
import { imagenetClassifier } from './imagenet-classifier.js';
import { ofImages } from './of-images.js';

export interface VisionTransformer {
  /** Side of a patch in pixels. */
  readonly patch: number;
  readonly width: number;
  readonly depth: number;
  readonly heads: number;
  /** Tokens before the patches: the class token, and that of distillation where it has one. */
  readonly tokens: 1 | 2;
}

const norm = { epsilon: 1e-6 };

/** What the cards of all these networks have in common. */
export const ofVisionTransformer = (
  net: VisionTransformer,
): Pick<
  ImageBackbone,
  'inputSize' | 'tuneLimit' | 'tokens' | 'classifier' | 'modality' | 'inputs' | 'build'
> => ({
  inputSize: { native: 224, minimum: net.patch, multipleOf: net.patch },
  tuneLimit: 5e-5,
  tokens: { prefix: net.tokens },
  ...ofImages((b, image) => buildVisionTransformer(b, image, net)),
  classifier: imagenetClassifier(net.width),
});

/** `[N,S,S,3] -> [N,tokens+(S/patch)²,width]`, in blocks `stem`, `block1` …, `top`; the class token first. */
function buildVisionTransformer(b: GraphBuilder, image: Ref, net: VisionTransformer): Ref {
  const { width, depth, heads } = net;
  const block = { heads, intermediate: 4 * width, activation: gelu, ...norm };
  let x = b.block('stem', () => embed(b, image, net));
  for (let i = 1; i <= depth; i++) {
    const name = `block${i}`;
    x = b.block(name, () => transformerBlock(b, name, x, block), { residual: true });
  }
  return b.block('top', () => layerNorm(b, 'top_norm', x, norm));
}

/** A vector a patch, the tokens before them, and where each of them stands. */
function embed(b: GraphBuilder, image: Ref, { patch, width, tokens }: VisionTransformer): Ref {
  const options = { filters: width, size: patch, stride: patch, padding: 'valid', bias: true } as const;
  const patches = conv2d(b, 'patch_embedding', image, options);
  const [batch, rows, columns] = b.type(patches).shape;
  const count = fixed(rows, 'patches') * fixed(columns, 'patches');
  const content = b.apply(reshape, [patches], { shape: [batch!, count, width] }, 'patches');
  const before = ['class_token', 'distillation_token'].slice(0, tokens).map((name) =>
    b.layer(name, name, () => {
      const token = b.parameter('token', [1, 1, width], 'token', 'zeros');
      return b.apply(repeat, [token, content], {}, 'repeated');
    }),
  );
  const all = b.apply(concat, [...before, content], { axis: 1 }, 'tokens');
  return b.layer('position_embedding', 'position_embedding', () => {
    const initializer = { kind: 'truncated_normal', deviation: 0.02 } as const;
    const positions = b.parameter('positions', [1, tokens + count, width], 'token', initializer);
    return b.apply(add, [all, positions], {}, 'placed');
  });
}
