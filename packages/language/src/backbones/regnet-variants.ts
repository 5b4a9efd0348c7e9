/**
 * The RegNets of torchvision 0.24: their stages, as `BlockParams.from_init_params` in `models/regnet.py` computes them, and their
 * published weights.
 */
import type { Preprocessing } from '../modalities/images/preprocessing.js';
import type { WeightSource } from './card.js';
import { swagSource, torchvisionSource } from './torchvision.js';

type OfStages = readonly [number, number, number, number];

export interface RegNetVariant {
  readonly name: string;
  readonly title: string;
  /** Residual units of each stage. */
  readonly depths: OfStages;
  /** Channels of each stage. */
  readonly widths: OfStages;
  /** Channels of a group of the 3×3 convolutions; a stage that has fewer is one group. */
  readonly groupWidth: number;
  /** Whether it has squeeze-and-excite: a Y does, an X does not. */
  readonly squeeze: boolean;
  readonly parameters: number;
  readonly sources: readonly WeightSource<Preprocessing>[];
}

export const regnetVariants: readonly RegNetVariant[] = [
  {
    name: 'regnet_x_400mf',
    title: 'RegNetX-400MF',
    depths: [1, 2, 7, 12],
    widths: [32, 64, 160, 400],
    groupWidth: 16,
    squeeze: false,
    parameters: 5_094_976,
    sources: [
      torchvisionSource({ name: 'imagenet', file: 'regnet_x_400mf-62229a5f.pth', top1: 0.74864 }),
      torchvisionSource({ name: 'imagenet_v1', file: 'regnet_x_400mf-adf1edd5.pth', top1: 0.72834 }),
    ],
  },
  {
    name: 'regnet_x_800mf',
    title: 'RegNetX-800MF',
    depths: [1, 3, 7, 5],
    widths: [64, 128, 288, 672],
    groupWidth: 16,
    squeeze: false,
    parameters: 6_586_656,
    sources: [
      torchvisionSource({ name: 'imagenet', file: 'regnet_x_800mf-94a99ebd.pth', top1: 0.77522 }),
      torchvisionSource({ name: 'imagenet_v1', file: 'regnet_x_800mf-ad17e45c.pth', top1: 0.75212 }),
    ],
  },
  {
    name: 'regnet_x_1_6gf',
    title: 'RegNetX-1.6GF',
    depths: [2, 4, 10, 2],
    widths: [72, 168, 408, 912],
    groupWidth: 24,
    squeeze: false,
    parameters: 8_277_136,
    sources: [
      torchvisionSource({ name: 'imagenet', file: 'regnet_x_1_6gf-a12f2b72.pth', top1: 0.79668 }),
      torchvisionSource({ name: 'imagenet_v1', file: 'regnet_x_1_6gf-e3633e7f.pth', top1: 0.7704 }),
    ],
  },
  {
    name: 'regnet_x_3_2gf',
    title: 'RegNetX-3.2GF',
    depths: [2, 6, 15, 2],
    widths: [96, 192, 432, 1008],
    groupWidth: 48,
    squeeze: false,
    parameters: 14_287_552,
    sources: [
      torchvisionSource({ name: 'imagenet', file: 'regnet_x_3_2gf-7071aa85.pth', top1: 0.81196 }),
      torchvisionSource({ name: 'imagenet_v1', file: 'regnet_x_3_2gf-f342aeae.pth', top1: 0.78364 }),
    ],
  },
  {
    name: 'regnet_x_8gf',
    title: 'RegNetX-8GF',
    depths: [2, 5, 15, 1],
    widths: [80, 240, 720, 1920],
    groupWidth: 120,
    squeeze: false,
    parameters: 37_651_648,
    sources: [
      torchvisionSource({ name: 'imagenet', file: 'regnet_x_8gf-2b70d774.pth', top1: 0.81682 }),
      torchvisionSource({ name: 'imagenet_v1', file: 'regnet_x_8gf-03ceed89.pth', top1: 0.79344 }),
    ],
  },
  {
    name: 'regnet_x_16gf',
    title: 'RegNetX-16GF',
    depths: [2, 6, 13, 1],
    widths: [256, 512, 896, 2048],
    groupWidth: 128,
    squeeze: false,
    parameters: 52_229_536,
    sources: [
      torchvisionSource({ name: 'imagenet', file: 'regnet_x_16gf-ba3796d7.pth', top1: 0.82716 }),
      torchvisionSource({ name: 'imagenet_v1', file: 'regnet_x_16gf-2007eb11.pth', top1: 0.80058 }),
    ],
  },
  {
    name: 'regnet_x_32gf',
    title: 'RegNetX-32GF',
    depths: [2, 7, 13, 1],
    widths: [336, 672, 1344, 2520],
    groupWidth: 168,
    squeeze: false,
    parameters: 105_290_560,
    sources: [
      torchvisionSource({ name: 'imagenet', file: 'regnet_x_32gf-6eb8fdc6.pth', top1: 0.83014 }),
      torchvisionSource({ name: 'imagenet_v1', file: 'regnet_x_32gf-9d47f8d0.pth', top1: 0.80622 }),
    ],
  },
  {
    name: 'regnet_y_400mf',
    title: 'RegNetY-400MF',
    depths: [1, 3, 6, 6],
    widths: [48, 104, 208, 440],
    groupWidth: 8,
    squeeze: true,
    parameters: 3_903_144,
    sources: [
      torchvisionSource({ name: 'imagenet', file: 'regnet_y_400mf-e6988f5f.pth', top1: 0.75804 }),
      torchvisionSource({ name: 'imagenet_v1', file: 'regnet_y_400mf-c65dace8.pth', top1: 0.74046 }),
    ],
  },
  {
    name: 'regnet_y_800mf',
    title: 'RegNetY-800MF',
    depths: [1, 3, 8, 2],
    widths: [64, 144, 320, 784],
    groupWidth: 16,
    squeeze: true,
    parameters: 5_647_512,
    sources: [
      torchvisionSource({ name: 'imagenet', file: 'regnet_y_800mf-58fc7688.pth', top1: 0.78828 }),
      torchvisionSource({ name: 'imagenet_v1', file: 'regnet_y_800mf-1b27b58c.pth', top1: 0.7642 }),
    ],
  },
  {
    name: 'regnet_y_1_6gf',
    title: 'RegNetY-1.6GF',
    depths: [2, 6, 17, 2],
    widths: [48, 120, 336, 888],
    groupWidth: 24,
    squeeze: true,
    parameters: 10_313_430,
    sources: [
      torchvisionSource({ name: 'imagenet', file: 'regnet_y_1_6gf-0d7bc02a.pth', top1: 0.80876 }),
      torchvisionSource({ name: 'imagenet_v1', file: 'regnet_y_1_6gf-b11a554e.pth', top1: 0.7795 }),
    ],
  },
  {
    name: 'regnet_y_3_2gf',
    title: 'RegNetY-3.2GF',
    depths: [2, 5, 13, 1],
    widths: [72, 216, 576, 1512],
    groupWidth: 24,
    squeeze: true,
    parameters: 17_923_338,
    sources: [
      torchvisionSource({ name: 'imagenet', file: 'regnet_y_3_2gf-9180c971.pth', top1: 0.81982 }),
      torchvisionSource({ name: 'imagenet_v1', file: 'regnet_y_3_2gf-b5a9779c.pth', top1: 0.78948 }),
    ],
  },
  {
    name: 'regnet_y_8gf',
    title: 'RegNetY-8GF',
    depths: [2, 4, 10, 1],
    widths: [224, 448, 896, 2016],
    groupWidth: 56,
    squeeze: true,
    parameters: 37_364_472,
    sources: [
      torchvisionSource({ name: 'imagenet', file: 'regnet_y_8gf-dc2b1b54.pth', top1: 0.82828 }),
      torchvisionSource({ name: 'imagenet_v1', file: 'regnet_y_8gf-d0d0e4a8.pth', top1: 0.80032 }),
    ],
  },
  {
    name: 'regnet_y_16gf',
    title: 'RegNetY-16GF',
    depths: [2, 4, 11, 1],
    widths: [224, 448, 1232, 3024],
    groupWidth: 112,
    squeeze: true,
    parameters: 80_565_140,
    sources: [
      torchvisionSource({ name: 'imagenet', file: 'regnet_y_16gf-3e4a00f9.pth', top1: 0.82886 }),
      torchvisionSource({ name: 'imagenet_v1', file: 'regnet_y_16gf-9e6ed7dd.pth', top1: 0.80424 }),
      swagSource('swag_linear', { file: 'regnet_y_16gf_lc_swag-f3ec0043.pth', top1: 0.83976 }),
      swagSource('swag_e2e', { file: 'regnet_y_16gf_swag-43afe44d.pth', top1: 0.86012, inputSize: 384 }),
    ],
  },
  {
    name: 'regnet_y_32gf',
    title: 'RegNetY-32GF',
    depths: [2, 5, 12, 1],
    widths: [232, 696, 1392, 3712],
    groupWidth: 232,
    squeeze: true,
    parameters: 141_333_770,
    sources: [
      torchvisionSource({ name: 'imagenet', file: 'regnet_y_32gf-8db6d4b5.pth', top1: 0.83368 }),
      torchvisionSource({ name: 'imagenet_v1', file: 'regnet_y_32gf-4dee3f7a.pth', top1: 0.80878 }),
      swagSource('swag_linear', { file: 'regnet_y_32gf_lc_swag-e1583746.pth', top1: 0.84622 }),
      swagSource('swag_e2e', { file: 'regnet_y_32gf_swag-04fdfa75.pth', top1: 0.86838, inputSize: 384 }),
    ],
  },
  {
    name: 'regnet_y_128gf',
    title: 'RegNetY-128GF',
    depths: [2, 7, 17, 1],
    widths: [528, 1056, 2904, 7392],
    groupWidth: 264,
    squeeze: true,
    parameters: 637_419_894,
    sources: [
      swagSource('swag_linear', { file: 'regnet_y_128gf_lc_swag-cbe8ce12.pth', top1: 0.86068 }),
      swagSource('swag_e2e', { file: 'regnet_y_128gf_swag-c8ce3e52.pth', top1: 0.88228, inputSize: 384 }),
    ],
  },
];
