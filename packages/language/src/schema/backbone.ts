import { pixels } from './numbers.js';
import { type BlockSpec, derived, optional } from './types.js';
import { weights } from './weights.js';

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
      "the backbone's native size",
      'Side of the square input image. Smaller is faster; larger shows more detail.',
      'input: 160px',
    ),
  },
} satisfies BlockSpec;
