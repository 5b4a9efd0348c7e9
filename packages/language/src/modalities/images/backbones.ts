/** Every backbone that reads images, a family a line. To add a family, write its file and list it here. */
import { alexnets } from '../../backbones/alexnet.js';
import { convnexts } from '../../backbones/convnext.js';
import { deits } from '../../backbones/deit.js';
import { densenets, kerasDensenets } from '../../backbones/densenet.js';
import { efficientnets } from '../../backbones/efficientnet.js';
import { efficientnetLites } from '../../backbones/efficientnet-lite.js';
import { efficientnetV2s } from '../../backbones/efficientnet-v2.js';
import { googlenets } from '../../backbones/googlenet.js';
import { inceptionResnets } from '../../backbones/inception-resnet-v2.js';
import { inceptionV3s } from '../../backbones/inception-v3.js';
import { mnasnets } from '../../backbones/mnasnet.js';
import { mobilenetV1s } from '../../backbones/mobilenet-v1.js';
import { mobilenetV2s } from '../../backbones/mobilenet-v2.js';
import { mobilenetV3s } from '../../backbones/mobilenet-v3.js';
import { nasnets } from '../../backbones/nasnet.js';
import { regnets } from '../../backbones/regnet.js';
import { resnets } from '../../backbones/resnet.js';
import { kerasResnets, resnetV2s } from '../../backbones/resnet-keras.js';
import { shufflenetV2s } from '../../backbones/shufflenet-v2.js';
import { squeezenets } from '../../backbones/squeezenet.js';
import { swins } from '../../backbones/swin.js';
import { vggs } from '../../backbones/vgg.js';
import { vits } from '../../backbones/vit.js';
import { xceptions } from '../../backbones/xception.js';
import type { ImageBackbone } from './preprocessing.js';

export const imageBackbones: readonly ImageBackbone[] = [
  alexnets,
  convnexts,
  deits,
  densenets,
  kerasDensenets,
  efficientnetLites,
  efficientnets,
  efficientnetV2s,
  googlenets,
  inceptionResnets,
  inceptionV3s,
  mnasnets,
  mobilenetV1s,
  mobilenetV2s,
  mobilenetV3s,
  nasnets,
  regnets,
  resnets,
  kerasResnets,
  resnetV2s,
  shufflenetV2s,
  squeezenets,
  swins,
  vggs,
  vits,
  xceptions,
].flat();
