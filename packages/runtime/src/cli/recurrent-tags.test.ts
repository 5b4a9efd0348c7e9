/** A bidirectional LSTM on vectors of words tags them: the tag of a word is told by those beside it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useOwnCache } from '../testing/own-cache.js';
import { tlp } from './testing.fixture.js';

const names = ['paris', 'florence', 'sydney'];
const fillers = ['today', 'then', 'again'];
const words = [...names, ...fillers, 'madam', 'in', 'smiles', 'rains'];

const glove = words
  .map((word, i) => `${word} ${words.map((_, at) => (at === i ? 1 : 0)).join(' ')}\n`)
  .join('');

/** The same names are people and places; a word before them says which, or one behind them. */
function sentence(i: number): readonly string[] {
  const name = names[i % 3]!;
  const person = i % 2 === 0;
  const tagged = `${name} B-${person ? 'PER' : 'LOC'}`;
  const told = [`${person ? 'madam' : 'in'} O`, tagged];
  const tells = [tagged, `${person ? 'smiles' : 'rains'} O`];
  const filler = fillers.slice(0, i % 4).map((word) => `${word} O`);
  return [...filler, ...(i % 5 < 2 ? told : tells), ...filler.slice(1)];
}
const conll = Array.from({ length: 90 }, (_, i) => sentence(i).join('\n')).join('\n\n');

const pipeline = (layer: string) => `pipeline names {
  backbone vectors("glove.txt") { input: 12 }
  data text("names.conll") {
    text: word
    tags: entity
    split: random(train: 60%, validation: 20%, test: 20%)
    batch: 9
  }
  head {
    ${layer}
    dense(tags)
  }
  schedule {
    monitor: entity_f1
    phase head { freeze: all epochs: 8 optimizer: adam learning_rate: 3e-2 }
  }
}
`;

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-recurrent-tags-'));
  await useOwnCache(cwd);
  await writeFile(join(cwd, 'glove.txt'), glove);
  await writeFile(join(cwd, 'names.conll'), `${conll}\n`);
  await writeFile(join(cwd, 'names.tlp'), pipeline('lstm(8, bidirectional: true, return: sequence)'));
  await writeFile(join(cwd, 'last.tlp'), pipeline('lstm(8, bidirectional: true)'));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const run = (...argv: string[]) => tlp(argv, { cwd });

it('learns from the words on both sides', async () => {
  const trained = await run('run', 'names.tlp', '--out', 'run', '--engine', 'portable');
  expect([trained.status, trained.err]).toEqual([0, expect.stringContaining('entity F1')]);
  const told = await run('predict', 'run', 'then in paris', 'madam paris today', '--format', 'json');
  const tells = await run('predict', 'run', 'then paris rains', 'paris smiles today', '--format', 'json');
  const types = [told, tells].flatMap(({ out }) =>
    (JSON.parse(out).predictions as { entities: { text: string; type: string }[] }[]).map(({ entities }) =>
      entities.map(({ text, type }) => `${text} ${type}`),
    ),
  );
  expect(types).toEqual([['paris LOC'], ['paris PER'], ['paris LOC'], ['paris PER']]);
});

it('is told to give the state at each word', async () => {
  const { status, out } = await run('check', 'last.tlp');
  expect([status, out]).toEqual([1, expect.stringMatching(/TLP524[\s\S]*Write `return: sequence` in it\./)]);
});
