#!/usr/bin/env node
/**
 * Puts the photos of the solar cells, and a table that says what is known of each, into one folder:
 *
 *   data/solar/images/cell0001.png     2,624 gray photos of 300 x 300 pixels
 *   data/solar/labels.csv              path, probability, type, module, and two ways to split
 *
 * They come from a Python package, which your own pip downloads. Running this again does nothing; if it is stopped
 * halfway, it leaves nothing behind that looks complete.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { once } from '../emoji/once.mjs';
import { fetchWheel } from './pip.mjs';
import { withSplits } from './split.mjs';
import { readZip } from './zip.mjs';

const photos = {
  name: 'elpv-dataset',
  version: '1.0.0.post1',
  wheel: 'elpv_dataset-1.0.0.post1-py3-none-any.whl',
  sha256: '85e31c1126ee9b48e62d3a0232c58f58b2d189b0814a45c13642fa0415af4a4c',
  size: '91 MB',
};
/** Of the data in the wheel. */
const prefix = 'elpv_dataset/data/';

const here = (file) => new URL(file, import.meta.url);
const scripts = ['get-data.mjs', 'pip.mjs', 'split.mjs', 'zip.mjs'].map(here);

once(fileURLToPath(here('data/solar')), scripts, (folder, work) => {
  mkdirSync(join(folder, 'images'));
  let labels = '';
  for (const file of readZip(fetchWheel(photos, work))) {
    if (!file.name.startsWith(prefix)) continue;
    const name = file.name.slice(prefix.length);
    if (name === 'labels.csv') labels = file.read().toString('utf8');
    if (/^images\/\w+\.png$/.test(name)) writeFileSync(join(folder, name), file.read());
  }
  const cells = withSplits(readLabels(labels));
  writeFileSync(join(folder, 'labels.csv'), tableOf(cells));
  const count = (split) => cells.filter((cell) => cell.split === split).length;
  return `${count('train')} photos to train on, ${count('validation')} to validate, ${count('test')} to test`;
});

/** The rows of the package's table, which has columns of fixed width and no header. */
function readLabels(text) {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [path, probability, type] = line.trim().split(/\s+/);
      return { path, probability, type };
    });
}

function tableOf(cells) {
  const columns = ['path', 'probability', 'type', 'module', 'split', 'module_split'];
  const rows = cells.map((cell) => columns.map((column) => cell[column]).join());
  return `${[columns.join(), ...rows].join('\n')}\n`;
}
