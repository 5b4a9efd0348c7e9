/** A cut's features from a shallower cut's, of texts of several lengths: the rest of the network reads the mask of attention beside what is stored. */
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tlp } from '../cli/testing.fixture.js';
import { cacheFolder } from '../files/cache.js';
import { folderPath } from '../testing/huggingface-folder.js';
import { useOwnCache } from '../testing/own-cache.js';
import { wordPieces } from '../testing/tiny-text-network.js';

const words = Array.from({ length: 85 }, (_, i) => `word${i}`);

/** A text has one to five words of the forty of its class. */
const rows = Array.from({ length: 40 }, (_, i) => {
  const text = Array.from({ length: 1 + (i % 5) }, (_, k) => words[(i % 2) * 40 + ((i * 3 + k * 7) % 40)]);
  return `${text.join(' ')},${i % 2 ? 'late' : 'early'},${i < 28 ? 'train' : 'val'}`;
});

const pipeline = (freeze: string) => `pipeline words {
  backbone huggingface("net") { input: 8 }
  data text("words.csv") { text: body label: kind split: column(part) batch: 8 }
  head { pool(average) dense(classes) }
  schedule { phase p { freeze: ${freeze} epochs: 1 learning_rate: 1e-3 } }
}
`;

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-deeper-'));
  await useOwnCache(cwd);
  await mkdir(join(cwd, 'net'));
  for (const name of ['config.json', 'model.safetensors'])
    await copyFile(join(folderPath('bert'), name), join(cwd, 'net', name));
  await writeFile(join(cwd, 'net', 'vocab.txt'), wordPieces(words));
  await writeFile(join(cwd, 'words.csv'), `body,kind,part\n${rows.join('\n')}\n`);
  await writeFile(join(cwd, 'shallow.tlp'), pipeline('embeddings'));
  await writeFile(join(cwd, 'deep.tlp'), pipeline('all'));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

async function run(file: string, out: string, engine: string) {
  const { status, err } = await tlp(['run', file, '--out', out, '--engine', engine], { cwd });
  expect([status, err]).toEqual([0, expect.any(String)]);
  return { err, weights: await readFile(join(cwd, out, 'model', 'weights.safetensors')) };
}

it.each(['portable', 'auto'])('to the same bits: %s', async (engine) => {
  const whole = await run('deep.tlp', `whole-${engine}`, engine);
  expect(whole.err).not.toContain('stored features');
  await rm(cacheFolder('features'), { recursive: true });
  await run('shallow.tlp', `shallow-${engine}`, engine);
  const planned = await tlp(['plan', 'deep.tlp', '--no-calibrate'], { cwd });
  if (engine === 'auto')
    expect(planned.out).toMatch(
      /of features, those of 40 texts from the stored features at embeddings, \d+% of the multiply-adds\n.* 0 forward passes/,
    );
  // Another library would compute others.
  else expect(planned.out).not.toContain('stored features');
  const deep = await run('deep.tlp', `deep-${engine}`, engine);
  expect(deep.err).toMatch(
    /features of train: 28 texts; 28 from the stored features at embeddings, \d+% of the multiply-adds/,
  );
  expect(deep.weights.equals(whole.weights)).toBe(true);
});
