/** Every backbone a pipeline may name. To add one, write its file and list it here. */
import type { Backbone } from './card.js';
import { efficientnetLite0 } from './efficientnet-lite.js';
import { mobilenetV2 } from './mobilenet-v2.js';
import { resnet18, resnet50 } from './resnet.js';

export const backbones: readonly Backbone[] = [efficientnetLite0, mobilenetV2, resnet18, resnet50];

export const findBackbone = (name: string): Backbone | undefined =>
  backbones.find((backbone) => backbone.name === name);
