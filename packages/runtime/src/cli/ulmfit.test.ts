/** A language model of fastai learns texts, and then begins a classifier: ULMFiT, the whole way. */
import { cpSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { awdLstmPath } from '../testing/awd-lstm.js';
import { useOwnCache } from '../testing/own-cache.js';
import { openSafetensors } from '../weights/safetensors.js';
import { tlp } from './testing.fixture.js';

let cwd: string;
const run = (...argv: string[]) => tlp(argv, { cwd });

const words = ['the', 'film', 'was', 'good', 'bad', '.', ',', '!', '2009', 'é'];
const text = (i: number) =>
  `xxbos xxmaj the film was ${i % 2 ? 'bad' : 'good'} ${words[i % 10]} ${words[Math.floor(i / 10)]}`;

const files = {
  'texts.csv': `body,kind\n${Array.from({ length: 60 }, (_, i) => `"${text(i)}",${i % 2 ? 'no' : 'yes'}\n`).join('')}`,
  'lm.tlp': `pipeline films {
  backbone fastai("lm") { input: 16 }
  data text("texts.csv") {
    text: body
    next: word
    split: random(train: 70%, validation: 15%, test: 15%)
    batch: 8
  }
  schedule {
    monitor: perplexity
    phase upper { freeze: ..layer1 epochs: 2 learning_rate: 1e-2 }
    phase all { freeze: none epochs: 2 learning_rate: 1e-2 layer_decay: 0.385 }
  }
}
`,
  'kinds.tlp': `pipeline kinds {
  backbone fastai("lm") { weights: file("films/model/weights.safetensors") input: 16 }
  data text("texts.csv") { text: body label: kind batch: 8 }
  schedule {
    phase head { freeze: all epochs: 1 learning_rate: 1e-2 }
    phase last { freeze: ..layer1 epochs: 1 learning_rate: 5e-3 }
    phase all { freeze: none epochs: 1 learning_rate: 5e-3 layer_decay: 0.385 }
  }
}
`,
};

beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), 'tlp-ulmfit-'));
  await useOwnCache(cwd);
  cpSync(awdLstmPath, path.join(cwd, 'lm'), { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(cwd, name), content);
  const trained = await run('run', 'lm.tlp', '--out', 'films');
  expect(trained.status, trained.err).toBe(0);
}, 120_000);
afterAll(() => rm(cwd, { recursive: true, force: true }));

test('learns the next word, and judges texts by it', async () => {
  const checked = await run('check', 'lm.tlp', '--data');
  expect([checked.status, checked.out.match(/TLP\d+/g)]).toEqual([0, null]);
  const epochs = (await readFile(path.join(cwd, 'films/metrics.jsonl'), 'utf8')).trim().split('\n');
  const [first, last] = [epochs[0], epochs.at(-1)].map(
    (line) => JSON.parse(line!).validation.scores.perplexity,
  );
  expect(last).toBeLessThan(first);
  const { metrics } = JSON.parse((await run('evaluate', 'films', '--format', 'json')).out);
  const { metrics: told } = JSON.parse(await readFile(path.join(cwd, 'films/run.json'), 'utf8'));
  expect(metrics.scores.perplexity / told.test.scores.perplexity).toBeCloseTo(1, 4);
  const predicted = await run('predict', 'films', 'xxbos xxmaj the film', '--format', 'json');
  expect([predicted.status, predicted.err]).toEqual([0, '']);
  expect(predicted.out).toContain('perplexity');
});

test('goes on after an interruption to the weights of the whole run', async () => {
  const argv = ['run', 'lm.tlp', '--out', 'again', '--json'];
  const interruption = new AbortController();
  const onOut = (text: string) => text.includes('"epoch-end"') && interruption.abort();
  const stopped = await tlp(argv, { cwd, signal: interruption.signal, onOut });
  expect(stopped.status).toBe(130);
  expect((await run(...argv, '--resume')).status).toBe(0);
  const [one, other] = await Promise.all(
    ['films', 'again'].map((name) => readFile(path.join(cwd, name, 'model/weights.safetensors'))),
  );
  expect(one!.equals(other!)).toBe(true);
}, 120_000);

test('goes on with words, a space before each', async () => {
  const { status, out, err } = await run('generate', 'films', 'xxbos xxmaj the', '--max-tokens', '5');
  expect([status, err]).toEqual([0, '']);
  expect(out).toMatch(/^xxbos xxmaj the( \S+){0,5}\n$/);
  const drawn = await run('generate', 'films', '', '--temperature', '1', '--top-k', '5', '--format', 'json');
  const { text: said, tokens } = JSON.parse(drawn.out);
  expect(said.split(' ').length).toBe(Math.max(1, tokens));
  expect(said).not.toContain('xxunk');
  const stop = await run(
    'generate',
    'films',
    'xxbos xxmaj the film was',
    '--temperature',
    '1',
    '--stop',
    ' ',
  );
  expect(stop.out).toBe('xxbos xxmaj the film was\n');
  const folder = await run('generate', 'lm', 'xxbos xxmaj the', '--max-tokens', '5');
  expect(folder.status, folder.err).toBe(0);
  expect(folder.out).not.toBe(out);
});

test('begins a classifier, which no longer continues texts', async () => {
  const trained = await run('run', 'kinds.tlp', '--out', 'kinds');
  expect(trained.status, trained.err).toBe(0);
  const frozen = await run('run', 'kinds.tlp', '--out', 'begun', '--set', 'schedule.all.freeze=..layer1');
  expect(frozen.status, frozen.err).toBe(0);
  const tables = await Promise.all(
    ['films', 'begun'].map(async (name) => {
      const file = await openSafetensors(path.join(cwd, name, 'model/weights.safetensors'));
      const { data } = await file.read('encoder/embeddings');
      await file.close();
      return data;
    }),
  );
  expect(tables[1]).toEqual(tables[0]);
  const refused = await run('generate', 'kinds', 'xxbos');
  expect([refused.status, refused.out]).toEqual([2, '']);
  expect(refused.err).toContain('TLP693');
}, 120_000);
