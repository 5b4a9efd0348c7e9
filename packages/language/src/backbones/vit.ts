/** The vision transformers of torchvision, and the smaller ones of timm. */
import type { ImageBackbone, Preprocessing } from '../modalities/images/preprocessing.js';
import { preset } from '../modalities/images/presets.js';
import type { WeightSource } from './card.js';
import { deitSource } from './deit.js';
import { imagenetPreprocessing, swagSource, torchvisionSource } from './torchvision.js';
import { ofVisionTransformer, type VisionTransformer } from './vision-transformer.js';
import { timmLayout, torchvisionLayout, torchvisionPublishedLayout } from './vit-layouts.js';

/** As timm's weights of these networks were trained. */
const timmPreprocessing = preset('tf', 'bicubic');

const vit = (
  facts: Pick<ImageBackbone, 'name' | 'title' | 'parameters' | 'reference' | 'preprocessing' | 'layouts'>,
  net: VisionTransformer,
  sources: readonly WeightSource<Preprocessing>[],
): ImageBackbone => ({
  ...facts,
  family: 'ViT',
  paper: 'Dosovitskiy et al. 2020, An Image is Worth 16x16 Words, arXiv:2010.11929',
  sources,
  ...ofVisionTransformer(net),
});

const ofTorchvision = (
  facts: Pick<ImageBackbone, 'name' | 'title' | 'parameters'>,
  net: VisionTransformer,
  sources: readonly WeightSource<Preprocessing>[],
): ImageBackbone =>
  vit(
    {
      ...facts,
      reference: `torchvision 0.24.0, ${facts.name}`,
      preprocessing: imagenetPreprocessing,
      layouts: [torchvisionLayout(net), torchvisionPublishedLayout(net), timmLayout(net, timmPreprocessing)],
    },
    net,
    sources,
  );

type File = Omit<Parameters<typeof torchvisionSource>[0], 'name'>;

const published = (name: string, file: File): WeightSource<Preprocessing> => ({
  ...torchvisionSource({ name, ...file }),
  layout: 'torchvision_published',
});

const swag = (...facts: Parameters<typeof swagSource>): WeightSource<Preprocessing> => ({
  ...swagSource(...facts),
  layout: 'torchvision_published',
});

/** Steiner et al. 2021, arXiv:2106.10270, as timm publishes them. */
const augreg = (
  network: string,
  file: Pick<WeightSource, 'sha256' | 'bytes'> & { readonly revision: string },
): WeightSource<Preprocessing> => {
  const { revision, ...facts } = file;
  return {
    name: 'augreg',
    format: 'safetensors',
    layout: 'timm',
    ...facts,
    origins: [{ kind: 'huggingface', repo: `timm/${network}`, revision, path: 'model.safetensors' }],
    licence: 'Apache-2.0',
    trainedOn: 'ImageNet-21k, then ImageNet-1k',
  };
};

const tiny = { patch: 16, width: 192, depth: 12, heads: 3, tokens: 1 } as const;
const small = { patch: 16, width: 384, depth: 12, heads: 6, tokens: 1 } as const;
const base = { patch: 16, width: 768, depth: 12, heads: 12, tokens: 1 } as const;
const large = { patch: 16, width: 1024, depth: 24, heads: 16, tokens: 1 } as const;

const ofTimm = (
  facts: Pick<ImageBackbone, 'name' | 'title' | 'parameters' | 'reference'>,
  net: VisionTransformer,
  sources: readonly WeightSource<Preprocessing>[],
): ImageBackbone =>
  vit(
    { ...facts, preprocessing: timmPreprocessing, layouts: [timmLayout(net, timmPreprocessing)] },
    net,
    sources,
  );

/** Its `imagenet` are those of DeiT-S, which is the same network. */
export const vitSmall = ofTimm(
  {
    name: 'vit_s_16',
    title: 'ViT-S/16',
    parameters: 21_665_664,
    reference: 'timm 1.0.31, vit_small_patch16_224',
  },
  small,
  [
    {
      ...deitSource('deit_small_patch16_224-cd65a155.pth', 0.799),
      preprocessing: preset('torch', 'bicubic'),
    },
    augreg('vit_small_patch16_224.augreg_in21k_ft_in1k', {
      revision: '7e2c55630205e1266030f18370f4c6ed1a514b52',
      sha256: '79c03c635cdfd798a364a9d8c4e5c0b7255b975ea2c9616046d4f77ab01435aa',
      bytes: 88_216_496,
    }),
  ],
);

export const vitBase = ofTorchvision({ name: 'vit_b_16', title: 'ViT-B/16', parameters: 85_798_656 }, base, [
  published('imagenet', { file: 'vit_b_16-c867db91.pth', top1: 0.81072 }),
  swag('swag_linear', { file: 'vit_b_16_lc_swag-4e70ced5.pth', top1: 0.81886 }),
  swag('swag_e2e', { file: 'vit_b_16_swag-9ac1b537.pth', top1: 0.85304, inputSize: 384 }),
  augreg('vit_base_patch16_224.augreg2_in21k_ft_in1k', {
    revision: '063c6c38a5d8510b2e57df480445e94b231dad2c',
    sha256: '32aa17d6e17b43500f531d5f6dc9bc93e56ed8841b8a75682e1bb295d722405b',
    bytes: 346_284_714,
  }),
]);

export const vits: readonly ImageBackbone[] = [
  ofTimm(
    {
      name: 'vit_ti_16',
      title: 'ViT-Ti/16',
      parameters: 5_524_416,
      reference: 'timm 1.0.31, vit_tiny_patch16_224',
    },
    tiny,
    [
      augreg('vit_tiny_patch16_224.augreg_in21k_ft_in1k', {
        revision: '7d3afdd0cf93ad84d986eb2d6bcc5812ebd0b106',
        sha256: 'fecf81b492bd13ee7a5297cb74d1d417aac8bf7e1b7d96aed89c4691984587ed',
      }),
    ],
  ),
  vitSmall,
  vitBase,
  ofTorchvision({ name: 'vit_b_32', title: 'ViT-B/32', parameters: 87_455_232 }, { ...base, patch: 32 }, [
    published('imagenet', { file: 'vit_b_32-d86f8d99.pth', top1: 0.75912 }),
  ]),
  ofTorchvision({ name: 'vit_l_16', title: 'ViT-L/16', parameters: 303_301_632 }, large, [
    published('imagenet', { file: 'vit_l_16-852ce7e3.pth', top1: 0.79662 }),
    swag('swag_linear', { file: 'vit_l_16_lc_swag-4d563306.pth', top1: 0.85146 }),
    swag('swag_e2e', { file: 'vit_l_16_swag-4f3808c9.pth', top1: 0.88064, inputSize: 512 }),
    augreg('vit_large_patch16_224.augreg_in21k_ft_in1k', {
      revision: '0930ab3308b84cb2ae091a4a80703c459412a4c7',
      sha256: '109390825a5bada2864f1b74445a63d29c51ef079c349644bc98996c452f6cf1',
    }),
  ]),
  ofTorchvision({ name: 'vit_l_32', title: 'ViT-L/32', parameters: 305_510_400 }, { ...large, patch: 32 }, [
    published('imagenet', { file: 'vit_l_32-c7638314.pth', top1: 0.76972 }),
  ]),
  ofTorchvision(
    { name: 'vit_h_14', title: 'ViT-H/14', parameters: 630_764_800 },
    { patch: 14, width: 1280, depth: 32, heads: 16, tokens: 1 },
    [
      swag('swag_linear', { file: 'vit_h_14_lc_swag-c1eb923e.pth', top1: 0.85708 }),
      swag('swag_e2e', { file: 'vit_h_14_swag-80465313.pth', top1: 0.88552, inputSize: 518 }),
    ],
  ),
];
