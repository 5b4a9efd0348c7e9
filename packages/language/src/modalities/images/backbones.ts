/** Every backbone that reads images. To add one, write its file and list it here. */
import type { Backbone } from '../../backbones/card.js';
import { efficientnetLite0 } from '../../backbones/efficientnet-lite.js';
import { mobilenetV2 } from '../../backbones/mobilenet-v2.js';
import { resnet18, resnet50 } from '../../backbones/resnet.js';
import { vitBase, vitSmall } from '../../backbones/vit.js';

export const imageBackbones: readonly Backbone[] = [
  efficientnetLite0,
  mobilenetV2,
  resnet18,
  resnet50,
  vitSmall,
  vitBase,
];
