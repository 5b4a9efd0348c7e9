/**
 * Usual ways to turn pixels into a network's input, by the names that people know them by. Sources: `preprocess_input` in
 * Keras's applications/imagenet_utils.py (`torch`, `tf`, `caffe`), torchvision's transforms (`unit`), Keras's EfficientNet and
 * ConvNeXt, which take pixels as they are (`raw`), and OpenAI's CLIP (clip.py).
 */
import type { Preprocessing } from './preprocessing.js';

type Normalization = Omit<Preprocessing, 'interpolation'>;

const all = (value: number) => [value, value, value] as const;

interface Preset {
  readonly doc: string;
  readonly means: Normalization;
}

const presets = {
  torch: {
    doc: 'Values from 0 to 1, less the means of ImageNet, divided by its deviations: torchvision, timm, Keras’s DenseNet.',
    means: { order: 'rgb', scale: 255, mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] },
  },
  tf: {
    doc: 'Values from -1 to 1: Keras’s MobileNet, Inception, Xception, NASNet and ResNetV2, and many networks of timm.',
    means: { order: 'rgb', scale: 127.5, mean: all(1), deviation: all(1) },
  },
  caffe: {
    doc: 'BGR values from 0 to 255, less the means of ImageNet: Keras’s VGG and ResNet.',
    means: { order: 'bgr', scale: 1, mean: [103.939, 116.779, 123.68], deviation: all(1) },
  },
  unit: {
    doc: 'Values from 0 to 1.',
    means: { order: 'rgb', scale: 255, mean: all(0), deviation: all(1) },
  },
  raw: {
    doc: 'Values from 0 to 255, as they are: networks that normalize by themselves, such as Keras’s EfficientNet.',
    means: { order: 'rgb', scale: 1, mean: all(0), deviation: all(1) },
  },
  clip: {
    doc: 'Values from 0 to 1, less the means of the images that CLIP was trained on, divided by their deviations.',
    means: {
      order: 'rgb',
      scale: 255,
      mean: [0.48145466, 0.4578275, 0.40821073],
      deviation: [0.26862954, 0.26130258, 0.27577711],
    },
  },
} as const satisfies Readonly<Record<string, Preset>>;

export type PreprocessingName = keyof typeof presets;

export const preprocessingPresets: Readonly<Record<PreprocessingName, Preset>> = presets;

/** A preset with the way in which images are resized, which is the backbone's. */
export const preset = (
  name: PreprocessingName,
  interpolation: Preprocessing['interpolation'] = 'bilinear',
): Preprocessing => ({ interpolation, ...preprocessingPresets[name].means });
