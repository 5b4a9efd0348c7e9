/** The texts of two examples as tables `class,part,text`: 7 of 10 train, 1 validates, 2 test. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../tools/lib/paths.mjs';
import { must } from '../../tools/lib/run.mjs';

const exampleOf = (corpus) => path.join(root, 'examples', corpus);
const corpora = { spam: mails, news };

/** Each text once. @param texts how many, 0 for all @returns the table, and the folder of MiniLM with its tokenizer */
export async function tableOf(corpus, texts) {
  const rows = corpora[corpus];
  if (!rows)
    throw new Error(`There is no corpus ${corpus}; there are ${Object.keys(corpora).join(' and ')}.`);
  const example = exampleOf(corpus);
  await must(process.execPath, [path.join(example, 'get-data.mjs')]);
  const data = path.join(example, 'data', corpus);
  const once = [...new Map(await rows(data)).entries()];
  // They stand by class: every n-th is of all classes.
  const step = texts > 0 ? once.length / texts : 1;
  const chosen = Array.from({ length: Math.floor(once.length / step) }, (_, i) => once[Math.floor(i * step)]);
  const parts = ['train', 'train', 'test', 'train', 'train', 'validation', 'train', 'train', 'test', 'train'];
  const lines = chosen.map(([text, kind], i) => `${kind},${parts[i % 10]},${text}`);
  const file = path.join(root, 'bench', 'dist', `${corpus}.csv`);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${['class,part,text', ...lines].join('\n')}\n`);
  return { data: file, model: path.join(data, 'minilm') };
}

/** `spam,"One ""mail"" a line."`, as the example writes it. */
async function mails(data) {
  const [, ...rows] = (await readFile(path.join(data, 'spam.csv'), 'utf8')).trim().split('\n');
  return rows.map((row) => [row.slice(row.indexOf(',') + 1), row.slice(0, row.indexOf(','))]);
}

/** A folder for each subject. */
async function news(data) {
  const folder = path.join(data, 'bbc');
  const rows = [];
  for (const subject of (await readdir(folder)).sort()) {
    for (const name of (await readdir(path.join(folder, subject))).sort()) {
      const text = (await readFile(path.join(folder, subject, name), 'utf8')).replace(/\s+/g, ' ').trim();
      rows.push([`"${text.replaceAll('"', '""')}"`, subject]);
    }
  }
  return rows;
}
