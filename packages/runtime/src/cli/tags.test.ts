/** Words are tagged from a CoNLL file, the whole way from a check to predictions. */
import { cpSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderPath } from '../testing/huggingface-folder.js';
import { useOwnCache } from '../testing/own-cache.js';
import { tlp } from './testing.fixture.js';

const names = ['anna', 'boris', 'chen'];
const places = ['paris', 'rome', 'oslo'];

/** Sentences in which a word alone tells its tag. */
const sentence = (i: number): readonly (readonly [string, string])[] => [
  [names[i % 3]!, 'B-PER'],
  [`smith`, 'I-PER'],
  ['went', 'O'],
  ['to', 'O'],
  [places[(i >> 1) % 3]!, 'B-LOC'],
  [String(i), 'O'],
];
const conll = (many: number): string =>
  Array.from({ length: many }, (_, i) =>
    sentence(i)
      .map((pair) => pair.join(' '))
      .join('\n'),
  ).join('\n\n');

const pipeline = (data: string, tags: string): string => `pipeline names {
  backbone huggingface("bert") { input: 14 }
  data text("${data}") {
    text: word
    tags: ${tags}
    split: random(train: 60%, validation: 20%, test: 20%)
    batch: 8
  }
  schedule {
    monitor: entity_f1
    phase head { freeze: all epochs: 1 learning_rate: 1e-2 }
    phase tune { freeze: none epochs: 6 optimizer: adamw learning_rate: 5e-3 }
  }
}
`;

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), 'tlp-tags-'));
  await useOwnCache(cwd);
  cpSync(folderPath('bert'), path.join(cwd, 'bert'), { recursive: true });
  const words = [...names, ...places, 'smith', 'went', 'to', '.'];
  const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789'].flatMap((letter) => [letter, `##${letter}`]);
  const vocabulary = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', ...words, ...letters].slice(0, 90);
  await writeFile(path.join(cwd, 'bert/vocab.txt'), vocabulary.join('\n'));
  await writeFile(path.join(cwd, 'names.conll'), `-DOCSTART- O\n\n${conll(80)}\n`);
  await writeFile(path.join(cwd, 'names.tlp'), pipeline('names.conll', 'entity(scheme: bio)'));
  const trained = await run('run', 'names.tlp', '--out', 'run');
  expect([trained.status, trained.err]).toEqual([0, expect.stringContaining('entity F1')]);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const run = (...argv: string[]) => tlp(argv, { cwd });

test('a text is answered by its entities, with their places in it', async () => {
  const { out, status } = await run('predict', 'run', 'anna smith  went to paris', '--format', 'json');
  expect(status).toBe(0);
  const [answer] = JSON.parse(out).predictions;
  expect(answer.text).toBe('anna smith  went to paris');
  expect(answer.entities).toEqual([
    { text: 'anna smith', type: 'PER', start: 0, end: 10, score: expect.any(Number) },
    { text: 'paris', type: 'LOC', start: 20, end: 25, score: expect.any(Number) },
  ]);
  const table = await run('predict', 'run', 'chen smith went to rome', '--format', 'csv');
  const [head, first, second] = table.out.split('\r\n');
  expect(head).toBe('path,entity,type,start,end,score');
  expect([first, second].map((row) => row!.split(',').slice(0, 5))).toEqual([
    ['chen smith went to rome', 'chen smith', 'PER', '0', '10'],
    ['chen smith went to rome', 'rome', 'LOC', '19', '23'],
  ]);
});

test('a CoNLL file is answered sentence by sentence', async () => {
  await writeFile(path.join(cwd, 'new.conll'), 'boris\nsmith\nwent\n\nanna\nsmith\nwent\nto\noslo\n');
  const { out } = await run('predict', 'run', 'new.conll');
  expect(out).toMatch(
    /^new\.conll:1: boris smith \(PER [\d.]+%\)\nnew\.conll:5: anna smith \(PER [\d.]+%\), oslo \(LOC [\d.]+%\)\n$/,
  );
});

test('words behind the last token are told', async () => {
  const text = `${'went to '.repeat(10)}paris`;
  const { out, err } = await run('predict', 'run', text, '--format', 'json');
  // Of 21 words 12 fit between the two special tokens.
  expect(JSON.parse(out).predictions[0].unread).toBe(9);
  expect(err).toContain('TLP676');
});

test('what is no text of several words must be there', async () => {
  for (const argument of ['paris', 'no such file.conll', 'no such file.txt']) {
    expect((await run('predict', 'run', argument)).err).toContain('TLP876');
  }
});

test('is judged by entities, on its own split and on other data', async () => {
  const own = JSON.parse((await run('evaluate', 'run', '--format', 'json')).out);
  expect(own).toMatchObject({ split: 'test', task: 'tagging' });
  expect(own.metrics.scores.entity_f1).toBeGreaterThan(0.9);
  await writeFile(path.join(cwd, 'other.conll'), conll(3));
  const other = await run('evaluate', 'run', '--data', 'other.conll');
  expect(other.out).toMatch(/entity F1 [\d.]+%.* on 3 texts/);
  expect(other.out).toMatch(/TYPE +F1/);
  await writeFile(path.join(cwd, 'unknown.conll'), 'anna B-ORG\n');
  expect((await run('evaluate', 'run', '--data', 'unknown.conll')).err).toContain('TLP863');
});

test('has a report with its types', async () => {
  const report = await readFile(path.join(cwd, 'run/report.html'), 'utf8');
  expect(report).toContain('Per type of entity');
});

test('lists of JSON are the same data', async () => {
  const rows = Array.from({ length: 20 }, (_, i) => ({
    word: sentence(i).map(([word]) => word),
    entity: sentence(i).map(([, tag]) => tag),
  }));
  await writeFile(path.join(cwd, 'names.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
  await writeFile(path.join(cwd, 'lists.tlp'), pipeline('names.jsonl', 'entity'));
  const { out, status } = await run('check', 'lists.tlp', '--data');
  expect([status, out]).toEqual([0, expect.not.stringContaining('error[')]);
});
