/** Texts that are longer than what the network is given. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tlp } from './testing.fixture.js';

const words = ['good', 'bad', 'so', 'it', 'is'] as const;

/** A network of a few numbers, which starts from chance. */
const network = {
  'config.json': JSON.stringify({
    model_type: 'bert',
    vocab_size: words.length + 5,
    hidden_size: 8,
    num_hidden_layers: 1,
    num_attention_heads: 2,
    intermediate_size: 16,
    max_position_embeddings: 64,
    hidden_dropout_prob: 0,
    attention_probs_dropout_prob: 0,
  }),
  'vocab.txt': ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', ...words].join('\n'),
};

const pipeline = (data = '') => `pipeline reviews {
  backbone huggingface("net") { input: 10 weights: random }
  data text("reviews.csv") { text: body label: stars batch: 8 ${data} }
  head { pool(average) dense(classes) }
  schedule { phase all { freeze: none epochs: 8 optimizer: adam learning_rate: 2e-2 } }
}
`;

/** What a review says stands at its end, behind 0 to 19 words that say nothing: it has 5 to 24 tokens. */
const rows = Array.from({ length: 120 }, (_, i) => {
  const filler = Array.from({ length: i % 20 }, (_, k) => words[2 + ((i + k * k) % 3)]);
  return `${[...filler, i % 3 ? 'good' : 'bad', 'it', words[2 + (i % 3)]].join(' ')},${i % 3 ? 'five' : 'one'}`;
});

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-long-'));
  process.env.TLP_CACHE = join(cwd, 'cache');
  await mkdir(join(cwd, 'net'));
  for (const [name, content] of Object.entries(network)) await writeFile(join(cwd, 'net', name), content);
  await writeFile(join(cwd, 'reviews.csv'), `body,stars\n${rows.join('\n')}\n`);
  await writeFile(join(cwd, 'head.tlp'), pipeline());
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const run = (...argv: string[]) => tlp(argv, { cwd });

const lengths = '50% of the texts have at most 14 tokens, 90% 22, 95% 23, 99% 24, the longest 24';

test('tlp check --data counts their tokens, and says how many are cut', async () => {
  const { status, out } = await run('check', '--data', 'head.tlp');
  expect([status, out]).toEqual([
    0,
    expect.stringContaining(
      `reviews: ${lengths}; 70.0% have more than the 10 of \`input\` and lose their ends.`,
    ),
  ]);
  expect(out).toContain('TLP680');
});

test('for programs too', async () => {
  const { out } = await run('check', '--data', 'head.tlp', '--format', 'json');
  expect(JSON.parse(out).surveys).toMatchObject([
    { pipeline: 'reviews', texts: 120, longest: 24, input: 10, longer: 84 },
  ]);
});

test('tlp plan says the same', async () => {
  const { status, out, err } = await run('plan', 'head.tlp', '--no-calibrate');
  expect([status, out]).toEqual([0, expect.stringContaining(lengths)]);
  expect(err).toContain('70.0% of the texts have more than the 10 tokens of `input`, and lose their ends.');
  expect(err).toContain('Write `input: 32`');
});
