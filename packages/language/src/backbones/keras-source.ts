import type { WeightSource } from './card.js';

/**
 * A file that Keras Applications downloads; `tools/catalogue/keras.json` lists all of them. Of MobileNet and MobileNetV2
 * Keras states no hash.
 */
export function kerasSource<P extends object = never>(facts: {
  readonly name: string;
  /** Below the publisher's host: `tensorflow/keras-applications/vgg16/vgg16_weights_tf_dim_ordering_tf_kernels.h5`. */
  readonly file: string;
  readonly md5?: string;
  readonly sha256?: string;
  readonly bytes?: number;
  readonly top1?: number;
  /** That of who trained them: VGG's and ResNet's are not Keras's own. */
  readonly licence: string;
  readonly trainedOn?: string;
  readonly preprocessing?: P;
}): WeightSource<P> {
  const { file, ...rest } = facts;
  return {
    trainedOn: 'ImageNet-1k (ILSVRC 2012)',
    ...rest,
    format: 'h5',
    layout: 'keras',
    origins: [{ kind: 'url', url: `https://storage.googleapis.com/${file}` }],
  };
}
