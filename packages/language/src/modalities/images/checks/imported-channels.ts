import { tinyModel } from '../../../checks/backbone/tiny-model.js';
import { checked } from '../../../checks/checked.js';
import { isImported } from '../../../import/card.js';
import { isImageData } from '../data.js';

export const importedChannels = checked({
  code: 'TLP394',
  severity: 'error',
  title: 'An imported network reads RGB alone',
  explanation:
    'The first convolution of a backbone of the catalogue is adapted to the channels of the images. A network that is imported from a file is taken as it stands there.',
  message: () => 'An imported network reads images of 3 channels.',
  remedy: () => 'Remove `channels`: gray images are then read as RGB.',
  bad: {
    backbone: 'tfjs("model.json") {\n  preprocessing: tf\n}',
    data: 'channels: 1',
    others: { 'model.json': tinyModel },
  },
  good: {
    backbone: 'tfjs("model.json") {\n  preprocessing: tf\n}',
    data: 'channels: 3',
    others: { 'model.json': tinyModel },
  },
  applies: { data: isImageData },
  reads: ['backbone', 'data.channels'],
  check({ pipeline: { data }, backbone }, found) {
    if (isImported(backbone) && data.channels !== 3) found({}, 'data.channels');
  },
});
