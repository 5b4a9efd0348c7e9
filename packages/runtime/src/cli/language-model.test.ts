/** Texts are learned themselves, the whole way from a check to predictions. */
import { cpSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { languageModelPath } from '../testing/language-model-folder.js';
import { useOwnCache } from '../testing/own-cache.js';
import { wordPieces } from '../testing/tiny-text-network.js';
import { openSafetensors } from '../weights/safetensors.js';
import { tlp } from './testing.fixture.js';

const words = ['the', 'cat', 'sat', 'on', 'a', 'mat', 'and', 'saw', 'his', 'hat'];
const sentence = (i: number) =>
  Array.from({ length: 9 }, (_, n) => words[(i + n * (1 + Math.floor(i / 10))) % words.length]).join(' ');

const pipeline = (
  source: string,
  data: string,
  network = 'gpt2',
  next = 'word',
): string => `pipeline stories {
  backbone huggingface("${network}") { input: 16 }
  data text("${source}") {
    next: ${next}
    ${data}
    split: random(train: 70%, validation: 15%, test: 15%)
    batch: 8
  }
  schedule {
    monitor: perplexity
    phase tune { freeze: none epochs: 3 optimizer: adamw learning_rate: 5e-3 }
  }
}
`;

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), 'tlp-next-'));
  await useOwnCache(cwd);
  for (const name of ['gpt2', 'bert'])
    cpSync(languageModelPath(name), path.join(cwd, name), { recursive: true });
  const letters = ['Ġ', ...'abcdefghijklmnopqrstuvwxyz'];
  const vocabulary = ['<|endoftext|>', ...letters, 'th', 'at', 'an'];
  const numbers = Object.fromEntries(vocabulary.map((token, id) => [token, id]));
  const config = JSON.parse(await readFile(path.join(cwd, 'gpt2/config.json'), 'utf8'));
  await writeFile(path.join(cwd, 'gpt2/config.json'), JSON.stringify({ ...config, eos_token_id: 0 }));
  await writeFile(path.join(cwd, 'gpt2/vocab.json'), JSON.stringify(numbers));
  await writeFile(path.join(cwd, 'gpt2/merges.txt'), '#version: 0.2\nt h\na t\na n\n');
  const pieces = [...'abcdefghijklmnopqrstuvwxyz'].flatMap((letter) => [letter, `##${letter}`]);
  await writeFile(path.join(cwd, 'bert/vocab.txt'), wordPieces([...words, ...pieces].slice(0, 85)));
  await mkdir(path.join(cwd, 'corpus/more'), { recursive: true });
  for (let i = 0; i < 40; i++)
    await writeFile(path.join(cwd, `corpus/${i % 2 ? 'more/' : ''}${i}.txt`), sentence(i));
  const rows = Array.from({ length: 40 }, (_, i) => sentence(i)).join('\n');
  await writeFile(path.join(cwd, 'rows.csv'), `body\n${rows}\n`);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const run = (...argv: string[]) => tlp(argv, { cwd });

test.each([
  ['the files of a folder', 'corpus', '', 'gpt2', 'word'],
  ['the rows of a table', 'rows.csv', 'text: body', 'gpt2', 'word'],
  ['hidden words of a folder', 'corpus', '', 'bert', 'masked'],
])(
  'learns %s',
  async (_, source, data, network, next) => {
    const name = `${network}-${source.slice(0, 4)}`;
    await writeFile(path.join(cwd, `${name}.tlp`), pipeline(source, data, network, next));
    const checked = await run('check', `${name}.tlp`, '--data');
    expect(checked.status).toBe(0);
    // The rate is higher than a real network bears.
    expect(checked.out.match(/TLP\d+/g)).toEqual(['TLP501']);
    const trained = await run('run', `${name}.tlp`, '--out', name);
    expect(trained.status, trained.err).toBe(0);
    expect(trained.err).toContain('perplexity');
    const epochs = (await readFile(path.join(cwd, name, 'metrics.jsonl'), 'utf8')).trim().split('\n');
    const [first, last] = [epochs[0], epochs.at(-1)].map(
      (line) => JSON.parse(line!).validation.scores.perplexity,
    );
    expect(last).toBeLessThan(first);
    const { task, metrics, split } = JSON.parse((await run('evaluate', name, '--format', 'json')).out);
    expect([task, split]).toEqual(['language_model', 'test']);
    const { metrics: told } = JSON.parse(await readFile(path.join(cwd, name, 'run.json'), 'utf8'));
    expect(metrics.scores.perplexity / told.test.scores.perplexity).toBeCloseTo(1, 4);
    const predicted = await run('predict', name, 'the cat sat on a mat', '--format', 'json');
    expect([predicted.status, predicted.err]).toEqual([0, '']);
    expect(predicted.out).toContain('perplexity');
    expect(await readFile(path.join(cwd, name, 'report.html'), 'utf8')).toContain('perplexity');
  },
  120_000,
);

test('learns the characters of titles with textgenrnn, and writes some', async () => {
  const file = pipeline('rows.csv', 'text: body').replace(
    'huggingface("gpt2") { input: 16 }',
    'textgenrnn { weights: random }',
  );
  await writeFile(path.join(cwd, 'titles.tlp'), file.replace('epochs: 3', 'epochs: 2'));
  expect((await run('check', 'titles.tlp', '--data')).out.match(/TLP\d+/g)).toEqual(null);
  const trained = await run('run', 'titles.tlp', '--out', 'titles');
  expect(trained.status, trained.err).toBe(0);
  const { metrics } = JSON.parse((await run('evaluate', 'titles', '--format', 'json')).out);
  const { metrics: told } = JSON.parse(await readFile(path.join(cwd, 'titles', 'run.json'), 'utf8'));
  expect(metrics.scores.perplexity / told.test.scores.perplexity).toBeCloseTo(1, 4);
  const { text, tokens } = await generated('titles', 'the c', '--temperature', '0.5', '--max-tokens', '7');
  expect([...text].length).toBe(tokens);
  expect((await run('predict', 'titles', 'the cat')).out).toContain('(7 tokens)');
}, 120_000);

test('begins another pipeline with what a run has adapted', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${sentence(i)},${i % 2 ? 'odd' : 'even'}`).join('\n');
  await writeFile(path.join(cwd, 'labels.csv'), `body,kind\n${rows}\n`);
  const file = `pipeline kinds {
  backbone huggingface("bert") { weights: file("bert-corp/model/weights.safetensors") input: 16 }
  data text("labels.csv") { text: body label: kind batch: 8 }
  schedule { phase head { freeze: all epochs: 1 learning_rate: 1e-3 } }
}
`;
  await writeFile(path.join(cwd, 'kinds.tlp'), file);
  const trained = await run('run', 'kinds.tlp', '--out', 'kinds');
  expect(trained.status, trained.err).toBe(0);
  const [adapted, begun, published] = await Promise.all(
    ['bert-corp/model/weights.safetensors', 'kinds/model/weights.safetensors', 'bert/model.safetensors'].map(
      async (name) => {
        const opened = await openSafetensors(path.join(cwd, name));
        const [tensor] = [...opened.tensors.keys()].filter((key) => /word_embeddings/.test(key));
        const { data } = await opened.read(tensor!);
        await opened.close();
        return data;
      },
    ),
  );
  expect(begun).toEqual(adapted);
  expect(begun).not.toEqual(published);
}, 60_000);

test.each([
  ['gpt2', 'word', 'layer0'],
  ['bert', 'masked', 'layer0'],
  ['bert', 'masked', 'layer1'],
])(
  'computes the first layers of %s, %s, once where they are frozen up to %s',
  async (network, next, last) => {
    const name = `${network}-${last}`;
    const whole = pipeline('corpus', '', network, next).replace(
      'freeze: none epochs: 3',
      `freeze: ..${last} epochs: 1`,
    );
    await writeFile(path.join(cwd, `${name}.tlp`), whole);
    const trained = await run('run', `${name}.tlp`, '--out', name);
    expect(trained.status, trained.err).toBe(0);
    const { metrics } = JSON.parse((await run('evaluate', name, '--format', 'json')).out);
    const { metrics: told } = JSON.parse(await readFile(path.join(cwd, name, 'run.json'), 'utf8'));
    expect(metrics.scores.perplexity / told.test.scores.perplexity).toBeCloseTo(1, 4);
  },
  60_000,
);

const generated = async (...argv: string[]) => {
  const { status, out, err } = await run('generate', ...argv, '--engine', 'onnx', '--format', 'json');
  expect([status, err]).toEqual([0, '']);
  return JSON.parse(out);
};

test('continues a text with a run, and with a folder', async () => {
  const plain = await run('generate', 'gpt2-corp', 'the cat', '--max-tokens', '8', '--engine', 'onnx');
  expect([plain.status, plain.err]).toEqual([0, '']);
  const likeliest = await generated('gpt2-corp', 'the cat', '--max-tokens', '8');
  expect(plain.out).toBe(`the cat${likeliest.text}\n`);
  expect([likeliest.prompt, likeliest.tokens, likeliest.ended]).toEqual(['the cat', 8, 'length']);
  const untuned = await generated('gpt2', 'the cat', '--max-tokens', '8');
  expect(untuned.text).not.toBe(likeliest.text);
});

test('draws the same tokens by the same seed, and ends where it is told to', async () => {
  const drawn = (seed: string, ...more: string[]) =>
    generated(
      'gpt2-corp',
      'a mat',
      '--temperature',
      '1.2',
      '--top-k',
      '20',
      '--top-p',
      '0.95',
      '--seed',
      seed,
      ...more,
    );
  const first = await drawn('3');
  expect(first.text).toBe((await drawn('3')).text);
  expect(first.text).not.toBe((await drawn('4')).text);
  const stop = first.text.slice(4, 6);
  const stopped = await drawn('3', '--stop', stop);
  expect([stopped.text, stopped.ended]).toEqual([first.text.slice(0, first.text.indexOf(stop)), 'stop']);
  expect((await generated('gpt2-corp', '', '--max-tokens', '500')).ended).toMatch(/end|positions/);
});

test.each([
  ['a prompt that is too long', ['gpt2', 'x'.repeat(65)], 'TLP692'],
  ['a network that reads both ways', ['bert', 'the cat'], 'TLP693'],
  ['a run of such a network', ['bert-corp', 'the cat'], 'TLP693'],
  ['a prompt without a token', ['no-end', ''], 'TLP694'],
  ['what is no run', ['corpus', 'the cat'], 'TLP853'],
])('refuses %s', async (_, argv, code) => {
  cpSync(path.join(cwd, 'gpt2'), path.join(cwd, 'no-end'), { recursive: true });
  const config = JSON.parse(await readFile(path.join(cwd, 'gpt2/config.json'), 'utf8'));
  await writeFile(path.join(cwd, 'no-end/config.json'), JSON.stringify({ ...config, eos_token_id: null }));
  const { status, out, err } = await run('generate', ...argv);
  expect([status, out]).toEqual([2, '']);
  expect(err).toContain(code);
});

test.each([
  ['--temperature', '-1'],
  ['--top-p', '0'],
  ['--top-p', '1.5'],
  ['--stop', ''],
])('refuses %s %s', async (option, value) => {
  const { status, err } = await run('generate', 'gpt2', 'the cat', option, value);
  expect([status, err]).toEqual([2, expect.stringContaining(option)]);
});
