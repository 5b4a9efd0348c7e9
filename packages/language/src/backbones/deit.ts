/** DeiT as its authors and timm 1.0 (`models/deit.py`) have it: ViTs trained on ImageNet alone, and distilled ones with a token more. */
import type { ImageBackbone } from '../modalities/images/preprocessing.js';
import { preset } from '../modalities/images/presets.js';
import type { WeightSource } from './card.js';
import { ofVisionTransformer, type VisionTransformer } from './vision-transformer.js';
import { timmLayout } from './vit-layouts.js';

/** A file that DeiT's authors publish; its name ends in the first eight digits of its sha256. */
export const deitSource = (file: string, top1: number, name = 'imagenet'): WeightSource => ({
  name,
  format: 'pth',
  layout: 'timm',
  sha256Prefix: file.slice(-12, -4),
  origins: [{ kind: 'url', url: `https://dl.fbaipublicfiles.com/deit/${file}` }],
  licence: 'Apache-2.0',
  trainedOn: 'ImageNet-1k (ILSVRC 2012)',
  top1,
});

interface Variant {
  readonly name: string;
  readonly title: string;
  readonly reference: string;
  readonly parameters: number;
  readonly net: Omit<VisionTransformer, 'patch' | 'depth'>;
  readonly sources: readonly WeightSource[];
}

const deit = ({ net: own, reference, ...facts }: Variant): ImageBackbone => {
  const net = { ...own, patch: 16, depth: 12 };
  return {
    ...facts,
    family: 'DeiT',
    paper: 'Touvron et al. 2020, Training data-efficient image transformers, arXiv:2012.12877',
    reference: `timm 1.0.31, ${reference}`,
    preprocessing: preset('torch', 'bicubic'),
    layouts: [timmLayout(net)],
    // The published score of a distilled network is that of its two classifiers together; ours is that of the class token.
    ...(net.tokens === 2 ? { unread: (tensor: string) => tensor.startsWith('head_dist.') } : {}),
    ...ofVisionTransformer(net),
  };
};

const at384 = (source: WeightSource): WeightSource => ({ ...source, inputSize: 384 });

export const deits: readonly ImageBackbone[] = [
  deit({
    name: 'deit_ti_16',
    title: 'DeiT-Ti/16',
    reference: 'deit_tiny_patch16_224',
    parameters: 5_524_416,
    net: { width: 192, heads: 3, tokens: 1 },
    sources: [deitSource('deit_tiny_patch16_224-a1311bcf.pth', 0.722)],
  }),
  deit({
    name: 'deit_s_16',
    title: 'DeiT-S/16',
    reference: 'deit_small_patch16_224',
    parameters: 21_665_664,
    net: { width: 384, heads: 6, tokens: 1 },
    sources: [deitSource('deit_small_patch16_224-cd65a155.pth', 0.799)],
  }),
  deit({
    name: 'deit_b_16',
    title: 'DeiT-B/16',
    reference: 'deit_base_patch16_224',
    parameters: 85_798_656,
    net: { width: 768, heads: 12, tokens: 1 },
    sources: [
      deitSource('deit_base_patch16_224-b5f2ef4d.pth', 0.818),
      at384(deitSource('deit_base_patch16_384-8de9b5d1.pth', 0.829, 'imagenet_384')),
    ],
  }),
  deit({
    name: 'deit_ti_16_distilled',
    title: 'DeiT-Ti/16, distilled',
    reference: 'deit_tiny_distilled_patch16_224',
    parameters: 5_524_800,
    net: { width: 192, heads: 3, tokens: 2 },
    sources: [deitSource('deit_tiny_distilled_patch16_224-b40b3cf7.pth', 0.745)],
  }),
  deit({
    name: 'deit_s_16_distilled',
    title: 'DeiT-S/16, distilled',
    reference: 'deit_small_distilled_patch16_224',
    parameters: 21_666_432,
    net: { width: 384, heads: 6, tokens: 2 },
    sources: [deitSource('deit_small_distilled_patch16_224-649709d9.pth', 0.812)],
  }),
  deit({
    name: 'deit_b_16_distilled',
    title: 'DeiT-B/16, distilled',
    reference: 'deit_base_distilled_patch16_224',
    parameters: 85_800_192,
    net: { width: 768, heads: 12, tokens: 2 },
    sources: [
      deitSource('deit_base_distilled_patch16_224-df68dfff.pth', 0.834),
      at384(deitSource('deit_base_distilled_patch16_384-d0272ac0.pth', 0.852, 'imagenet_384')),
    ],
  }),
];
