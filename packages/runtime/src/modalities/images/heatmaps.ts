/** Where in images the score of what a network says comes from: Grad-CAM, as pictures for the report. */

import { headBlock } from '@tlp/language/graph/network.js';
import type { Graph, Ref } from '@tlp/language/graph/types.js';
import { nodesByName, typeOf } from '@tlp/language/graph/walk.js';
import type { Preprocessing } from '@tlp/language/modalities/images/preprocessing.js';
import sharp from 'sharp';
import { createInfluence } from '../../compile/influence.js';
import { argmax } from '../../tasks/classification/metrics.js';
import type { Accounted, AccountWanted } from '../modality.js';
import type { ImageItem } from './example.js';
import type { ImagePreparation } from './preparation.js';
import { imageReader } from './reader.js';
import { smallPicture } from './thumbnails.js';

/** A value of the network whose places are those of a grid over the image. */
export interface Grid {
  readonly at: Ref;
  readonly rows: number;
  readonly columns: number;
  /** Tokens before those of the grid. */
  readonly prefix: number;
}

/**
 * The last feature map. Of tokens those that the last attention reads: behind it, a head may read the class token alone. Undefined
 * where the network has neither.
 */
export function gridOf(network: Graph): Grid | undefined {
  const nodes = nodesByName(network);
  const attending = new Set(network.layers.flatMap(({ attention, block }) => (attention ? [block] : [])));
  const blocks = network.blocks
    .filter(({ name }) => name !== headBlock)
    .map(({ name, output }) => ({ name, output, shape: typeOf(nodes, output).shape.map(Number) }));
  const last = blocks.findLastIndex(({ shape }) => shape.length > 2);
  const attention = blocks.findLastIndex(({ name }) => attending.has(name));
  const isMap = blocks[last]?.shape.length === 4;
  const { output, shape = [] } = blocks[isMap || attention < 0 ? last : attention - 1] ?? {};
  const [, rows, columns] = shape;
  if (output === undefined || rows === undefined || columns === undefined) return undefined;
  if (isMap) return { at: output, rows, columns, prefix: 0 };
  const root = Math.floor(Math.sqrt(rows));
  return { at: output, rows: root, columns: root, prefix: rows - root * root };
}

/** Null where the network has no grid of features. @throws as `imageReader` does, TLP75x of TensorFlow */
export async function heatmapsOf(
  items: readonly ImageItem[],
  { network, weights, size, preparation, outputs, engine, said }: AccountWanted<ImagePreparation>,
): Promise<readonly Accounted[] | null> {
  const grid = gridOf(network);
  if (!grid) return null;
  const influence = await createInfluence(network, weights, { at: grid.at, by: 'channels', engine });
  try {
    const reader = imageReader(size, preparation);
    const accounts: Accounted[] = [];
    for await (const { feeds } of reader.read(items, { batch: 1 })) {
      const ask = (chosen: Float32Array) => influence.run(feeds, { data: chosen, shape: [1, outputs] });
      const output = said?.[accounts.length] ?? argmax((await ask(new Float32Array(outputs))).logits);
      const { scores } = await ask(Float32Array.from({ length: outputs }, (_, k) => (k === output ? 1 : 0)));
      const heat = heatOf(scores.subarray(grid.prefix));
      const pixels = Float32Array.from(feeds.image!.data);
      const address = heat && (await picture(pixels, size, heat, grid, preparation.preprocessing));
      accounts.push({ output, ...(address ? { address } : {}) });
    }
    return accounts;
  } finally {
    await influence.dispose();
  }
}

/** From 0 to 1; undefined where nothing speaks for the output. */
export function heatOf(scores: Float32Array): Float32Array | undefined {
  const most = Math.max(...scores);
  return most > 0 ? scores.map((score) => Math.max(0, score) / most) : undefined;
}

/** The image as the network reads it, in gray, with the heat over it: a WebP data URI of some kilobytes. */
async function picture(
  image: Float32Array,
  size: number,
  heat: Float32Array,
  { rows, columns }: Grid,
  preprocessing: Preprocessing,
): Promise<string> {
  const small = Buffer.from(heat.map((value) => Math.round(255 * value)));
  const over = await sharp(small, { raw: { width: columns, height: rows, channels: 1 } })
    .resize(size, size, { fit: 'fill', kernel: 'cubic' })
    .extractChannel(0)
    .raw()
    .toBuffer();
  const gray = grayOf(image, preprocessing);
  const colours = Buffer.alloc(size * size * 3);
  for (const [i, light] of gray.entries()) {
    const share = over[i]! / 255;
    const cover = 0.7 * share;
    for (const [c, colour] of [255, 190 * (1 - share), 0].entries())
      colours[3 * i + c] = Math.round(light * (1 - cover) + colour * cover);
  }
  return smallPicture(sharp(colours, { raw: { width: size, height: size, channels: 3 } }));
}

/** What preprocessing made of the pixels, undone: the mean of the colours, 0..255. */
function grayOf(image: Float32Array, { scale, mean, deviation }: Preprocessing): Uint8Array {
  const channels = mean.length;
  // The last of two or four is alpha.
  const colours = channels === 2 || channels === 4 ? channels - 1 : channels;
  return Uint8Array.from({ length: image.length / channels }, (_, i) => {
    let sum = 0;
    for (let c = 0; c < colours; c++) sum += (image[i * channels + c]! * deviation[c]! + mean[c]!) * scale;
    return Math.min(255, Math.max(0, Math.round(sum / colours)));
  });
}
