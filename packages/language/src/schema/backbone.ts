import { preprocessingPresets } from '../modalities/images/presets.js';
import { pixels } from './numbers.js';
import { type BlockSpec, derived, optional } from './types.js';
import { weights } from './weights.js';
import { choice } from './words.js';

/** Each word means itself: the modality knows the numbers. */
const preprocessing = choice(
  Object.fromEntries(
    Object.entries(preprocessingPresets).map(([name, { doc }]) => [name, { means: name, doc }]),
  ),
);

export const backboneBlock = {
  name: 'backbone',
  doc: 'The pretrained network from the catalogue, with its weights and input size.',
  example: 'backbone efficientnet_lite0 {\n  weights: imagenet\n  input: 128px\n}',
  properties: {
    weights: optional(
      weights,
      { kind: 'published' },
      "the backbone's first published weights",
      'The pretrained weights: published ones by name, a file, or `random` for none.',
      'weights: file("weights/resnet50.pth")',
    ),
    input: derived(
      pixels(1, 4096),
      "the size that the backbone's weights were trained at",
      'Side of the square input image. Smaller is faster; larger shows more detail.',
      'input: 160px',
    ),
    preprocessing: derived(
      preprocessing,
      'how the weights were trained',
      'How pixels become the input of the network. Only for weights that were trained in another way than the published ones.',
      'preprocessing: tf',
    ),
  },
} satisfies BlockSpec;
