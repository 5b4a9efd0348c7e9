/** Every backbone that reads images, a family a line. To add a family, write its file and list it here. */
import { efficientnetLites } from '../../backbones/efficientnet-lite.js';
import { mobilenetV2s } from '../../backbones/mobilenet-v2.js';
import { resnets } from '../../backbones/resnet.js';
import { vits } from '../../backbones/vit.js';
import type { ImageBackbone } from './preprocessing.js';

export const imageBackbones: readonly ImageBackbone[] = [
  efficientnetLites,
  mobilenetV2s,
  resnets,
  vits,
].flat();
