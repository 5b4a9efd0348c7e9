/** What the packages that publish weights say of each file, by its address. */
import keras from './keras.json' with { type: 'json' };
import type { PublishedPreprocessing } from './preprocessing.js';
import timm from './timm.json' with { type: 'json' };
import torchvision from './torchvision.json' with { type: 'json' };

export interface Published extends PublishedPreprocessing {
  readonly url: string;
  readonly sha256?: string;
  readonly sha256Prefix?: string;
  readonly md5?: string;
  readonly top1?: number | null;
  readonly interpolation?: string;
  /** Of the first source, which is the card's own. */
  readonly size: number;
}

export const published: readonly Published[] = [
  ...torchvision.entries.map((entry): Published => ({ ...entry, size: entry.crop })),
  ...keras.entries.map((entry): Published => ({ ...entry, size: entry.nativeSize })),
  ...timm.entries.flatMap(({ url, inputSize, mean, std, interpolation }): Published[] =>
    url === null ? [] : [{ url, ...hashInName(url), mean, std, interpolation, size: inputSize[2]! }],
  ),
];

function hashInName(url: string): { sha256Prefix?: string } {
  const sha256Prefix = /-([0-9a-f]{8})\.\w+$/.exec(url)?.[1];
  return sha256Prefix ? { sha256Prefix } : {};
}
