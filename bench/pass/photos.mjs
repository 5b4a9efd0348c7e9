/**
 * JPEGs as a camera makes them, the same every time: mosaics of a package's 542 food photos, each brought from 307 × 173 to 300 × 300 px, so that there are as many edges
 * and as many bytes a pixel as in a real photo. From 1 to 12 megapixels, wide and tall, at quality 90.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { foodPhotos } from '../lib/food.mjs';
import { generator } from '../scale/random.mjs';

const TILE = 300;
const CLASSES = 2;
const SHAPES = [
  [4, 3],
  [3, 2],
  [3, 4],
];

/** Writes `count` of them into folders of classes. */
export async function makePhotos(folder, count) {
  const tiles = await readTiles();
  const random = generator(3);
  for (let label = 0; label < CLASSES; label++)
    await mkdir(path.join(folder, `kind${label}`), { recursive: true });
  for (let at = 0; at < count; at++) {
    const [across, down] = SHAPES[at % SHAPES.length];
    const pixels = 1e6 * (1 + (11 * at) / Math.max(1, count - 1));
    const width = Math.round(Math.sqrt((pixels * across) / down));
    const height = Math.round((width * down) / across);
    const placed = [];
    for (let top = 0; top < height; top += TILE) {
      for (let left = 0; left < width; left += TILE)
        placed.push({ input: tiles[random() % tiles.length], left, top });
    }
    const canvas = {
      width: TILE * Math.ceil(width / TILE),
      height: TILE * Math.ceil(height / TILE),
      channels: 3,
      background: 'white',
    };
    const whole = await sharp({ create: canvas })
      .composite(placed.map((tile) => ({ ...tile, raw: { width: TILE, height: TILE, channels: 3 } })))
      .raw()
      .toBuffer();
    await sharp(whole, { raw: { width: canvas.width, height: canvas.height, channels: 3 } })
      .extract({ left: 0, top: 0, width, height })
      .jpeg({ quality: 90 })
      .toFile(path.join(folder, `kind${at % CLASSES}`, `${at}.jpg`));
  }
}

const readTiles = async () =>
  Promise.all(
    (await foodPhotos()).map(({ data }) =>
      sharp(data).resize(TILE, TILE, { fit: 'cover' }).removeAlpha().toColourspace('srgb').raw().toBuffer(),
    ),
  );
