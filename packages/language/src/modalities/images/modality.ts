/** Images: files in folders, one folder per class. */
import { lookAtFolderInSteps } from '../../data/look.js';
import { pixels } from '../../schema/numbers.js';
import type { Modality } from '../modality.js';
import { imageBackbones } from './backbones.js';
import { backboneFor, preprocessingOf } from './channels.js';
import { imageRules } from './checks/rules.js';
import type { ImageData } from './data.js';
import { imageFiles, readFormats } from './image-formats.js';
import { type ImageBackbone, type Preprocessing, preprocessingText } from './preprocessing.js';
import { type PreprocessingName, preset } from './presets.js';
import { imageProperties } from './properties.js';
import { viewsOf } from './tta.js';

export const images: Modality<ImageData> = {
  kind: 'images',
  noun: { one: 'image', many: 'images' },
  source: {
    doc: `Images (${readFormats}) in one folder per class, in split folders that contain such folders, or labeled by a table. Hidden files, and what systems leave behind (\`@eaDir\`, \`Thumbs.db\` …), are ignored.`,
    example: 'images("data/emoji")',
    path: {
      names: 'folder',
      doc: 'Folder of the images, relative to the folder of the pipeline file.',
      example: '"data/emoji"',
    },
  },
  properties: imageProperties,
  fileColumn: 'image',
  unit: 'px',
  input: {
    type: pixels(1, 4096),
    doc: 'Side of the square input image. Smaller is faster; larger shows more detail.',
    example: 'input: 160px',
  },
  preprocessing: (form: Preprocessing) => preprocessingText(form),
  preprocessingNamed: (name, { interpolation, mean }: Preprocessing) =>
    preprocessingOf(preset(name as PreprocessingName, interpolation), mean.length),
  backboneFor: (backbone, chosen) => backboneFor(backbone as ImageBackbone, chosen),
  choosing: ['unreadable'],
  changes: ({ augment, variants }) => (augment.length === 0 ? null : { stored: variants }),
  judgedViews: ({ tta }) => viewsOf(tta),
  mixable: true,
  look: (files, data, budget) => lookAtFolderInSteps(files, data, budget, imageFiles),
  rules: imageRules,
  backbones: imageBackbones,
};
