/** The cards of Keras's ResNet and ResNetV2; `resnet-keras-graph.ts` says how they differ from torchvision's. */
import type { ImageBackbone } from '../modalities/images/preprocessing.js';
import { preset } from '../modalities/images/presets.js';
import { imagenetClassifier } from './imagenet-classifier.js';
import { kerasLayout } from './keras-layout.js';
import { kerasSource } from './keras-source.js';
import { ofImages } from './of-images.js';
import {
  buildKerasResNet,
  type Depths,
  type KerasResNetVersion,
  version1,
  version2,
} from './resnet-keras-graph.js';

/** Every layer is Keras's of the same name. */
const layers = {
  get: (layer: string) => {
    if (layer === 'classifier') return 'predictions';
    return /^(conv\d_|post_bn$)/.test(layer) ? layer : undefined;
  },
};

interface Family {
  readonly version: KerasResNetVersion;
  /** Of the weights, which Keras took over from the authors of the paper. */
  readonly licence: string;
  readonly about: Pick<ImageBackbone, 'family' | 'paper' | 'preprocessing'>;
}

const family1: Family = {
  version: version1,
  licence: 'MIT',
  about: {
    family: 'ResNet',
    paper: 'He et al. 2015, Deep Residual Learning for Image Recognition, arXiv:1512.03385',
    preprocessing: preset('caffe'),
  },
};

const family2: Family = {
  version: version2,
  licence: 'BSD-3-Clause',
  about: {
    family: 'ResNetV2',
    paper: 'He et al. 2016, Identity Mappings in Deep Residual Networks, arXiv:1603.05027',
    preprocessing: preset('tf'),
  },
};

interface Variant {
  readonly name: string;
  readonly title: string;
  /** Of `keras.applications`. */
  readonly model: string;
  readonly depths: Depths;
  readonly parameters: number;
  /** Of its weight file without the classifier. */
  readonly md5: string;
  readonly top1: number;
}

const resnet =
  ({ version, licence, about }: Family) =>
  ({ name, title, model, depths, md5, top1, ...rest }: Variant): ImageBackbone => ({
    name,
    title,
    ...about,
    ...rest,
    reference: `keras 3.15.0, ${model}`,
    inputSize: { native: 224, minimum: 32, multipleOf: 32 },
    sources: [
      kerasSource({
        name: 'imagenet',
        file: `tensorflow/keras-applications/resnet/${model.toLowerCase()}_weights_tf_dim_ordering_tf_kernels_notop.h5`,
        md5,
        top1,
        licence,
      }),
    ],
    layouts: [kerasLayout(layers)],
    tuneLimit: 1e-4,
    ...ofImages((b, image) => buildKerasResNet(b, image, version, depths)),
    classifier: imagenetClassifier(2048),
  });

export const kerasResnets: readonly ImageBackbone[] = [
  {
    name: 'resnet50_keras',
    title: 'ResNet-50 of Keras',
    model: 'ResNet50',
    depths: [3, 4, 6, 3] as const,
    parameters: 23_534_592,
    md5: '4d473c1dd8becc155b73f8504c6f6626',
    top1: 0.749,
  },
  {
    name: 'resnet101_keras',
    title: 'ResNet-101 of Keras',
    model: 'ResNet101',
    depths: [3, 4, 23, 3] as const,
    parameters: 42_552_832,
    md5: '88cf7a10940856eca736dc7b7e228a21',
    top1: 0.764,
  },
  {
    name: 'resnet152_keras',
    title: 'ResNet-152 of Keras',
    model: 'ResNet152',
    depths: [3, 8, 36, 3] as const,
    parameters: 58_219_520,
    md5: 'ee4c566cf9a93f14d82f913c2dc6dd0c',
    top1: 0.766,
  },
].map(resnet(family1));

export const resnetV2s: readonly ImageBackbone[] = [
  {
    name: 'resnet50_v2',
    title: 'ResNet-50 V2',
    model: 'ResNet50V2',
    depths: [3, 4, 6, 3] as const,
    parameters: 23_519_360,
    md5: 'fac2f116257151a9d068a22e544a4917',
    top1: 0.76,
  },
  {
    name: 'resnet101_v2',
    title: 'ResNet-101 V2',
    model: 'ResNet101V2',
    depths: [3, 4, 23, 3] as const,
    parameters: 42_528_896,
    md5: 'c0ed64b8031c3730f411d2eb4eea35b5',
    top1: 0.772,
  },
  {
    name: 'resnet152_v2',
    title: 'ResNet-152 V2',
    model: 'ResNet152V2',
    depths: [3, 8, 36, 3] as const,
    parameters: 58_187_904,
    md5: 'ed17cf2e0169df9d443503ef94b23b33',
    top1: 0.78,
  },
].map(resnet(family2));
