#!/usr/bin/env node
/**
 * Puts the emoji images, and a table that says which keywords each has, into one folder:
 *
 *   data/keywords/images/dog.twitter.png    four drawing styles
 *   data/keywords/keywords.csv              file, keywords: images/dog.twitter.png,animal|face
 *
 * All comes from npm packages, which your own npm downloads and keeps in its cache. Running this again does nothing; if
 * it is stopped halfway, it leaves nothing behind that looks complete.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDrawings } from '../emoji/drawings.mjs';
import { fetchPackage } from '../emoji/npm.mjs';
import { once } from '../emoji/once.mjs';
import { bare, characters, keywordsOf } from './keywords.mjs';

const cldr = {
  name: 'cldr-annotations-full',
  version: '48.2.0',
  sha512: 'DV7A+rEcgUSNTRsVGNGqBZRmAkGfwhGHO5Q1dRwzBoBnVrHWp804JP7/QJdEc66iHmx3+zLWVIMCFLm0lW7PUQ==',
};
const emojilib = {
  name: 'emojilib',
  version: '4.0.3',
  sha512: 'KbWiYre9aRSaPbHrHZIz9zmoM+21LAsK1VFJtnTh1VCtWE/rNMDviGhQTmselFl95dhqtGlY22iH0leG5BuW0g==',
};

const here = (file) => new URL(file, import.meta.url);
const scripts = [
  ...['get-data.mjs', 'keywords.mjs'],
  ...['concepts.mjs', 'drawings.mjs', 'npm.mjs', 'tar.mjs'].map((file) => `../emoji/${file}`),
].map(here);

once(fileURLToPath(here('data/keywords')), scripts, (folder, work) => {
  const { styles, concepts } = readDrawings(work);
  const { annotations } = readJson(cldr, 'annotations/en/annotations.json', work).annotations;
  const unicode = Object.entries(annotations).map(([emoji, { default: words = [] }]) => [bare(emoji), words]);
  const library = Object.entries(readJson(emojilib, 'dist/emoji-en-US.json', work)).map(([emoji, words]) => [
    bare(emoji),
    words.map((word) => word.replaceAll('_', ' ')),
  ]);
  const keywords = keywordsOf(
    concepts.map(({ unified }) => characters(unified)),
    [new Map(unicode), new Map(library)],
  );
  mkdirSync(join(folder, 'images'));
  const rows = ['file,keywords'];
  for (const { unified, image, short_name } of concepts) {
    const own = keywords.get(characters(unified));
    if (!own) continue;
    for (const { style, images } of styles) {
      const file = `images/${short_name}.${style}.png`;
      writeFileSync(join(folder, file), images.get(image));
      rows.push(`${file},${own.join('|')}`);
    }
  }
  writeFileSync(join(folder, 'keywords.csv'), `${rows.join('\n')}\n`);
  const learned = new Set([...keywords.values()].flat());
  return `${keywords.size} concepts with ${learned.size} keywords: ${rows.length - 1} images and their table`;
});

/** A JSON file of a package. */
function readJson(pinned, file, work) {
  for (const { name, data } of fetchPackage(pinned, work)) {
    if (name === `package/${file}`) return JSON.parse(data.toString('utf8'));
  }
  throw new Error(`${pinned.name} has no file ${file}.`);
}
