/** Images: files in folders, one folder per class. */
import { lookAtFolderInSteps } from '../../data/look.js';
import { float32 } from '../../graph/shape.js';
import type { Modality } from '../modality.js';
import { imageBackbones } from './backbones.js';
import { imageRules } from './checks/rules.js';
import type { ImageData } from './data.js';
import { readFormats } from './image-formats.js';
import { imageProperties } from './properties.js';

export const images: Modality<ImageData> = {
  kind: 'images',
  noun: { one: 'image', many: 'images' },
  source: {
    doc: `Images in one folder per class (${readFormats}), or in split folders that contain such folders. Hidden files, and what systems leave behind (\`@eaDir\`, \`Thumbs.db\` …), are ignored.`,
    example: 'images("data/emoji")',
    path: {
      names: 'folder',
      doc: 'Folder of the images, relative to the folder of the pipeline file.',
      example: '"data/emoji"',
    },
  },
  properties: imageProperties,
  inputs: (size) => ({ image: float32('batch', size, size, 3) }),
  changes: ({ augment, variants }) => (augment.length === 0 ? null : { stored: variants }),
  look: lookAtFolderInSteps,
  rules: imageRules,
  backbones: imageBackbones,
};
