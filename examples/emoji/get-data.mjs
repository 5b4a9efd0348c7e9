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
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { splitOf } from './concepts.mjs';
import { readDrawings } from './drawings.mjs';
import { once } from './once.mjs';

/** The style that is only in the test split. */
const testStyle = 'facebook';

/** Unicode's categories. */
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

const here = (file) => new URL(file, import.meta.url);
const scripts = ['get-data.mjs', 'concepts.mjs', 'drawings.mjs', 'npm.mjs', 'tar.mjs'].map(here);

once(fileURLToPath(here('data/emoji')), scripts, (folder, work) => {
  const { styles, concepts } = readDrawings(work);
  const counts = { train: 0, validation: 0, test: 0 };
  for (const { unified, category, image, short_name } of concepts) {
    const split = splitOf(unified);
    const classFolder = join(folder, split, classes[category]);
    mkdirSync(classFolder, { recursive: true });
    for (const { style, images } of styles) {
      if ((style === testStyle) !== (split === 'test')) continue;
      writeFileSync(join(classFolder, `${short_name}.${style}.png`), images.get(image));
      counts[split]++;
    }
  }
  return (
    `${concepts.length} concepts: ${counts.train} images to train on, ${counts.validation} to validate, ` +
    `${counts.test} to test`
  );
});
