/** Swin transformers of both versions, as torchvision 0.24 has them (`models/swin_transformer.py`). */
import type { ImageBackbone } from '../modalities/images/preprocessing.js';
import { preset } from '../modalities/images/presets.js';
import { imagenetClassifier } from './imagenet-classifier.js';
import { ofImages } from './of-images.js';
import { isSwinBuffer, swinLayouts } from './swin-layouts.js';
import { buildSwin, type Swin } from './swin-transformer.js';
import { torchvisionSource } from './torchvision.js';

interface Variant {
  readonly name: string;
  readonly title: string;
  readonly parameters: number;
  readonly net: Swin;
  readonly weights: { readonly file: string; readonly top1: number };
}

const papers = {
  1: 'Liu et al. 2021, Swin Transformer: Hierarchical Vision Transformer using Shifted Windows, arXiv:2103.14030',
  2: 'Liu et al. 2021, Swin Transformer V2: Scaling Up Capacity and Resolution, arXiv:2111.09883',
};

const swin = ({ name, title, parameters, net, weights }: Variant): ImageBackbone => ({
  name,
  title,
  parameters,
  family: 'Swin',
  paper: papers[net.version],
  reference: `torchvision 0.24.0, ${name}`,
  inputSize: { native: net.version === 1 ? 224 : 256, minimum: 32, multipleOf: 32 },
  preprocessing: preset('torch', 'bicubic'),
  sources: [torchvisionSource({ name: 'imagenet', ...weights })],
  layouts: swinLayouts(net),
  unread: isSwinBuffer,
  tuneLimit: 5e-5,
  ...ofImages((b, image) => buildSwin(b, image, net)),
  classifier: imagenetClassifier(8 * net.width),
});

const tiny = { units: [2, 2, 6, 2], width: 96, heads: 3 } as const;
const small = { units: [2, 2, 18, 2], width: 96, heads: 3 } as const;
const base = { units: [2, 2, 18, 2], width: 128, heads: 4 } as const;
const first = { version: 1, window: 7 } as const;
const second = { version: 2, window: 8 } as const;

export const swins: readonly ImageBackbone[] = [
  swin({
    name: 'swin_t',
    title: 'Swin-T',
    parameters: 27_519_354,
    net: { ...first, ...tiny },
    weights: { file: 'swin_t-704ceda3.pth', top1: 0.81474 },
  }),
  swin({
    name: 'swin_s',
    title: 'Swin-S',
    parameters: 48_837_258,
    net: { ...first, ...small },
    weights: { file: 'swin_s-5e29d889.pth', top1: 0.83196 },
  }),
  swin({
    name: 'swin_b',
    title: 'Swin-B',
    parameters: 86_743_224,
    net: { ...first, ...base },
    weights: { file: 'swin_b-68c6b09e.pth', top1: 0.83582 },
  }),
  // Of the second version, torchvision counts the biases of keys, which are zero.
  swin({
    name: 'swin_v2_t',
    title: 'SwinV2-T',
    parameters: 27_578_154,
    net: { ...second, ...tiny },
    weights: { file: 'swin_v2_t-b137f0e2.pth', top1: 0.82072 },
  }),
  swin({
    name: 'swin_v2_s',
    title: 'SwinV2-S',
    parameters: 48_959_418,
    net: { ...second, ...small },
    weights: { file: 'swin_v2_s-637d8ceb.pth', top1: 0.83712 },
  }),
  swin({
    name: 'swin_v2_b',
    title: 'SwinV2-B',
    parameters: 86_893_816,
    net: { ...second, ...base },
    weights: { file: 'swin_v2_b-781e5279.pth', top1: 0.84112 },
  }),
];
