/** What torchvision's ImageNet classifiers have in common. */
import type { Padding } from '../graph/ops/convolution.js';
import type { Preprocessing } from '../modalities/images/preprocessing.js';
import { preset } from '../modalities/images/presets.js';
import type { WeightOrigin, WeightSource } from './card.js';

/** `transforms._presets.ImageClassification`: 0..1, then standardised channel by channel. */
export const imagenetPreprocessing: Preprocessing = preset('torch');

/**
 * PyTorch pads both sides by half the window. With stride 1 that is `same`; with stride 2 it is not, since
 * TensorFlow's `same` would put the odd pixel after.
 */
export function symmetricPadding(size: number, stride: number): Padding {
  if (stride === 1) return 'same';
  if (size === 1) return 'valid';
  const half = (size - 1) / 2;
  return [
    [half, half],
    [half, half],
  ];
}

/** A file torchvision publishes; its name ends in the first eight or ten digits of its sha256. */
export function torchvisionSource(facts: {
  readonly name: string;
  /** `resnet18-f37072fd.pth`. */
  readonly file: string;
  /** The full hash and the size, where they are known. */
  readonly sha256?: string;
  readonly bytes?: number;
  /** Absent where the file has no classifier. */
  readonly top1?: number;
  /** Where else the file is, asked when torchvision's host has not given it. */
  readonly mirrors?: readonly WeightOrigin[];
}): WeightSource {
  const { file, mirrors = [], ...rest } = facts;
  const prefix = /-([0-9a-f]{8,10})\.pth$/.exec(file)?.[1];
  if (!prefix) throw new Error(`${file} does not carry its hash.`);
  return {
    ...rest,
    format: 'pth',
    layout: 'torchvision',
    sha256Prefix: prefix,
    origins: [{ kind: 'url', url: `https://download.pytorch.org/models/${file}` }, ...mirrors],
    licence: 'BSD-3-Clause',
    trainedOn: 'ImageNet-1k (ILSVRC 2012)',
  };
}

/** Singh et al. 2022, arXiv:2201.08371: trained to predict hashtags; then only the classifier, or all of it, on ImageNet. */
export const swagSource = (
  name: 'swag_linear' | 'swag_e2e',
  {
    inputSize,
    ...facts
  }: Omit<Parameters<typeof torchvisionSource>[0], 'name'> & { readonly inputSize?: number },
): WeightSource<Preprocessing> => ({
  ...torchvisionSource({ name, ...facts }),
  licence: 'CC-BY-NC-4.0',
  trainedOn: `3.6 billion images of Instagram, then ImageNet-1k${name === 'swag_linear' ? ' (the classifier only)' : ''}`,
  preprocessing: preset('torch', 'bicubic'),
  ...(inputSize === undefined ? {} : { inputSize }),
});
