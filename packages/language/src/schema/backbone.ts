import { preprocessingPresets } from '../modalities/images/presets.js';
import { modalities, modalityOf } from '../modalities/index.js';
import type { Modality } from '../modalities/modality.js';
import type { Data } from '../resolve/pipeline.js';
import { blockName } from './block-name.js';
import { type BlockSpec, derived, optional, type Spec } from './types.js';
import { weights } from './weights.js';
import { choice } from './words.js';

/** Each word means itself: the modality knows the numbers. */
const preprocessing = choice(
  Object.fromEntries(
    Object.entries(preprocessingPresets).map(([name, { doc }]) => [name, { means: name, doc }]),
  ),
);

const inputOf = ({ input: { type, doc, example } }: Modality): Spec<number | null> =>
  derived(type, "the size that the backbone's weights were trained at", doc, example);

/** The block of a backbone for the first kind of data, where it does not matter which one it is for. */
export const backboneBlock = {
  name: 'backbone',
  doc: 'The pretrained network, from the catalogue or from a file, with its weights and input size.',
  example: 'backbone efficientnet_lite0 {\n  weights: imagenet\n  input: 128px\n}',
  properties: {
    weights: optional(
      weights,
      { kind: 'published' },
      "the backbone's first published weights",
      'The pretrained weights: published ones by name, a file, or `random` for none.',
      'weights: file("weights/resnet50.pth")',
    ),
    input: inputOf(modalities[0]),
    top: optional(
      choice({
        none: {
          means: null,
          doc: 'The features themselves; the head takes the place of the whole classifier.',
        },
        published: {
          means: 'published' as const,
          doc: 'The hidden layers of the published classifier, as the last block.',
        },
      }),
      null,
      'none',
      'Whether the hidden layers of the published classifier are kept, such as the two dense layers of 4096 of VGG and AlexNet. They become the last block, `classifier`, and give a vector.',
      'top: published',
    ),
    until: derived(
      blockName,
      'the last block',
      'The last block of the network; the blocks after it are left out. Lower blocks are less bound to what the weights were trained on, and they take less time.',
      'until: block5',
    ),
    preprocessing: derived(
      preprocessing,
      'how the weights were trained',
      'How pixels become the input of the network. Only for weights that were trained in another way than the published ones.',
      'preprocessing: tf',
    ),
  },
} satisfies BlockSpec;

/** The block of a backbone for a kind of data. */
export function backboneBlockOf(data: Pick<Data, 'kind'> | undefined): typeof backboneBlock {
  if (!data) return backboneBlock;
  const modality = modalityOf(data);
  const properties = { ...backboneBlock.properties, input: inputOf(modality) };
  if (modality.preprocessingNamed) return { ...backboneBlock, properties };
  const { preprocessing: _, ...others } = properties;
  return { ...backboneBlock, properties: others as typeof properties };
}
