#!/usr/bin/env node
/**
 * Puts the emoji images into one folder per class:
 *
 *   data/emoji/train/animals/dog.twitter.png       three drawing styles, 65% of the concepts
 *   data/emoji/validation/food/apple.google.png    the same styles, different concepts
 *   data/emoji/test/objects/guitar.facebook.png    a fourth style, again different concepts
 *
 * The images come from npm packages, which your own npm downloads and keeps in its cache. Running this again does
 * nothing; if it is stopped halfway, it leaves nothing behind that looks complete.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { conceptKeys, onePerConcept, splitOf } from './concepts.mjs';
import { readTarGz } from './tar.mjs';

const version = '16.0.0';

/** sha512 of each package, as published by npm. The drawings are by Twitter, Google, Apple and Meta. */
const packages = {
  twitter: '7F+uCuHH+7Qnrc15P5tnbvKkg9E6tlzi4MnT2uW1RlN4pLYTza6cP/dstIfSDMtpjFLWuZewWg8jBbuL2eyELQ==',
  google: 'ZRexfzs7MVoLnmzZmNsO4TKhnAJp5D++Vm6PpUpH/jEQQlemp3l88CjZ+DoZ2faM9R4QxZkOPJCoT8DlPhfQ3A==',
  apple: 'dVYjsK0FnCry9F+PBtnivhG2K0xdwlmqYaSgiUtztUdAGPYiHYhZcVKvNBqC791g2qyEcFNTBO6utg4eQ3uLTw==',
  facebook: 'b9ZxJdB7nMWGckH1vyCjPSosaa6MJYuojPPFiQ0LmDIZS8vlG454XKcmTFKrXIMAA72O4MRJMYFhvWI8pjyciQ==',
};

/** The style that is only in the test split. */
const testStyle = 'facebook';

/** Unicode's categories, without "Component", whose five skin colors show nothing. */
const classes = {
  'Smileys & Emotion': 'smileys',
  'People & Body': 'people',
  'Animals & Nature': 'animals',
  'Food & Drink': 'food',
  'Travel & Places': 'travel',
  Activities: 'activities',
  Objects: 'objects',
  Symbols: 'symbols',
  Flags: 'flags',
};

const target = join(dirname(fileURLToPath(import.meta.url)), 'data', 'emoji');
const stamp = createHash('sha256');
for (const file of ['get-data.mjs', 'concepts.mjs', 'tar.mjs']) {
  stamp.update(readFileSync(new URL(file, import.meta.url)));
}
const state = stamp.digest('hex');

if (read(join(target, '.complete')) === state) {
  console.error(`The emoji images are in ${target}.`);
} else {
  layOut();
}

function layOut() {
  mkdirSync(dirname(target), { recursive: true });
  // Next to the target, so that the finished folder can be renamed into place.
  const work = mkdtempSync(join(dirname(target), '.emoji-'));
  try {
    const styles = Object.keys(packages).map((style) => readStyle(style, work));
    const list = JSON.parse(styles[0].list.toString('utf8'));
    const complete = list.filter(
      (emoji) => classes[emoji.category] && styles.every((style) => style.images.has(emoji.image)),
    );
    // Two emoji for which some style has the same image are also one concept.
    const drawings = (emoji) =>
      styles.map(({ style, images }) => `${style} ${digest('sha256', images.get(emoji.image), 'hex')}`);
    const kept = onePerConcept(complete, (emoji) => [...conceptKeys(emoji), ...drawings(emoji)]);
    const counts = { train: 0, validation: 0, test: 0 };
    for (const emoji of kept) {
      const split = splitOf(emoji.unified);
      const folder = join(work, 'emoji', split, classes[emoji.category]);
      mkdirSync(folder, { recursive: true });
      for (const { style, images } of styles) {
        if ((style === testStyle) !== (split === 'test')) continue;
        writeFileSync(join(folder, `${emoji.short_name}.${style}.png`), images.get(emoji.image));
        counts[split]++;
      }
    }
    writeFileSync(join(work, 'emoji', '.complete'), state);
    rmSync(target, { recursive: true, force: true });
    renameSync(join(work, 'emoji'), target);
    console.error(
      `${kept.length} concepts: ${counts.train} images to train on, ${counts.validation} to validate, ` +
        `${counts.test} to test, in ${target}.`,
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Downloads the package of one style and returns its 64-pixel images, by file name, and its list of emoji. */
function readStyle(style, work) {
  const name = `emoji-datasource-${style}@${version}`;
  console.error(`Fetching ${name} …`);
  const windows = process.platform === 'win32';
  const npm = spawnSync(windows ? 'npm.cmd' : 'npm', ['pack', name, '--silent', '--pack-destination', '.'], {
    cwd: work,
    shell: windows,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (npm.error || npm.status !== 0) {
    throw new Error(`npm could not fetch ${name}${npm.error ? `: ${npm.error.message}` : ''}.`);
  }
  const file = join(work, `emoji-datasource-${style}-${version}.tgz`);
  const archive = readFileSync(file);
  if (digest('sha512', archive, 'base64') !== packages[style]) {
    throw new Error(`${name} is not the package this example was written for: its hash differs.`);
  }
  const images = new Map();
  let list;
  for (const { name, data } of readTarGz(archive)) {
    if (name === 'package/emoji.json') list = Buffer.from(data);
    const image = /^package\/img\/\w+\/64\/(.+\.png)$/.exec(name);
    if (image) images.set(image[1], Buffer.from(data));
  }
  rmSync(file);
  return { style, images, list };
}

function digest(algorithm, data, encoding) {
  return createHash(algorithm).update(data).digest(encoding);
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
