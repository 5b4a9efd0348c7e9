/**
 * The ResNets of torchvision 0.24 (`models/resnet.py`), with ResNeXt and the wide ones: their sizes and published weights.
 * Where there are two sets of weights, `imagenet` is the newer one, which torchvision takes by default.
 */
import type { torchvisionSource } from './torchvision.js';

export interface ResNetVariant {
  readonly name: string;
  readonly title: string;
  readonly family: 'ResNet' | 'ResNeXt';
  readonly paper: string;
  /** Residual units of `layer1` … `layer4`. */
  readonly units: readonly [number, number, number, number];
  /** Of a unit of three convolutions, 1×1, 3×3, 1×1; absent where a unit is two of 3×3. */
  readonly bottleneck?: {
    /** Of the 3×3 convolution. */
    readonly groups: number;
    /** Channels of a group where a stage has 64. */
    readonly groupWidth: number;
  };
  readonly parameters: number;
  readonly weights: readonly Parameters<typeof torchvisionSource>[0][];
}

const resnet = {
  family: 'ResNet',
  paper: 'He et al. 2015, Deep Residual Learning for Image Recognition, arXiv:1512.03385',
} as const;
const resnext = {
  family: 'ResNeXt',
  paper: 'Xie et al. 2016, Aggregated Residual Transformations for Deep Neural Networks, arXiv:1611.05431',
} as const;
const wideResnet = {
  family: 'ResNet',
  paper: 'Zagoruyko and Komodakis 2016, Wide Residual Networks, arXiv:1605.07146',
} as const;

const plain = { groups: 1, groupWidth: 64 };
const wide = { groups: 1, groupWidth: 128 };

export const resnetVariants: readonly ResNetVariant[] = [
  {
    name: 'resnet18',
    title: 'ResNet-18',
    ...resnet,
    units: [2, 2, 2, 2],
    parameters: 11_176_512,
    weights: [
      {
        name: 'imagenet',
        file: 'resnet18-f37072fd.pth',
        sha256: 'f37072fd47e89c5e827621c5baffa7500819f7896bbacec160b1a16c560e07ec',
        bytes: 46_830_571,
        top1: 0.69758,
      },
    ],
  },
  {
    name: 'resnet34',
    title: 'ResNet-34',
    ...resnet,
    units: [3, 4, 6, 3],
    parameters: 21_284_672,
    weights: [{ name: 'imagenet', file: 'resnet34-b627a593.pth', top1: 0.73314 }],
  },
  {
    name: 'resnet50',
    title: 'ResNet-50',
    ...resnet,
    units: [3, 4, 6, 3],
    bottleneck: plain,
    parameters: 23_508_032,
    weights: [
      {
        name: 'imagenet',
        file: 'resnet50-11ad3fa6.pth',
        sha256: '11ad3fa62ca79e40addfd354a8ec4b7c75143b3038b8d2a807fbc68deab379ca',
        bytes: 102_540_417,
        top1: 0.80858,
      },
      {
        name: 'imagenet_v1',
        file: 'resnet50-0676ba61.pth',
        sha256: '0676ba61b6795bbe1773cffd859882e5e297624d384b6993f7c9e683e722fb8a',
        bytes: 102_530_333,
        top1: 0.7613,
      },
    ],
  },
  {
    name: 'resnet101',
    title: 'ResNet-101',
    ...resnet,
    units: [3, 4, 23, 3],
    bottleneck: plain,
    parameters: 42_500_160,
    weights: [
      { name: 'imagenet', file: 'resnet101-cd907fc2.pth', top1: 0.81886 },
      { name: 'imagenet_v1', file: 'resnet101-63fe2227.pth', top1: 0.77374 },
    ],
  },
  {
    name: 'resnet152',
    title: 'ResNet-152',
    ...resnet,
    units: [3, 8, 36, 3],
    bottleneck: plain,
    parameters: 58_143_808,
    weights: [
      { name: 'imagenet', file: 'resnet152-f82ba261.pth', top1: 0.82284 },
      { name: 'imagenet_v1', file: 'resnet152-394f9c45.pth', top1: 0.78312 },
    ],
  },
  {
    name: 'resnext50_32x4d',
    title: 'ResNeXt-50 32x4d',
    ...resnext,
    units: [3, 4, 6, 3],
    bottleneck: { groups: 32, groupWidth: 4 },
    parameters: 22_979_904,
    weights: [
      { name: 'imagenet', file: 'resnext50_32x4d-1a0047aa.pth', top1: 0.81198 },
      { name: 'imagenet_v1', file: 'resnext50_32x4d-7cdf4587.pth', top1: 0.77618 },
    ],
  },
  {
    name: 'resnext101_32x8d',
    title: 'ResNeXt-101 32x8d',
    ...resnext,
    units: [3, 4, 23, 3],
    bottleneck: { groups: 32, groupWidth: 8 },
    parameters: 86_742_336,
    weights: [
      { name: 'imagenet', file: 'resnext101_32x8d-110c445d.pth', top1: 0.82834 },
      { name: 'imagenet_v1', file: 'resnext101_32x8d-8ba56ff5.pth', top1: 0.79312 },
    ],
  },
  {
    name: 'resnext101_64x4d',
    title: 'ResNeXt-101 64x4d',
    ...resnext,
    units: [3, 4, 23, 3],
    bottleneck: { groups: 64, groupWidth: 4 },
    parameters: 81_406_272,
    weights: [{ name: 'imagenet', file: 'resnext101_64x4d-173b62eb.pth', top1: 0.83246 }],
  },
  {
    name: 'wide_resnet50_2',
    title: 'Wide ResNet-50-2',
    ...wideResnet,
    units: [3, 4, 6, 3],
    bottleneck: wide,
    parameters: 66_834_240,
    weights: [
      { name: 'imagenet', file: 'wide_resnet50_2-9ba9bcbe.pth', top1: 0.81602 },
      { name: 'imagenet_v1', file: 'wide_resnet50_2-95faca4d.pth', top1: 0.78468 },
    ],
  },
  {
    name: 'wide_resnet101_2',
    title: 'Wide ResNet-101-2',
    ...wideResnet,
    units: [3, 4, 23, 3],
    bottleneck: wide,
    parameters: 124_837_696,
    weights: [
      { name: 'imagenet', file: 'wide_resnet101_2-d733dc28.pth', top1: 0.8251 },
      { name: 'imagenet_v1', file: 'wide_resnet101_2-32ee1156.pth', top1: 0.78848 },
    ],
  },
];
