/** With little room in the feature store, a run does what the plan says: of images that are judged by two views, and of texts in windows. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import type { Plan } from '@tlp/language/plan/plan.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cacheFolder } from '../files/cache.js';
import { folderPath } from '../testing/huggingface-folder.js';
import { writeMadeUpWeights } from '../testing/made-up-weights.js';
import { useOwnCache } from '../testing/own-cache.js';
import { wordPieces } from '../testing/tiny-text-network.js';
import { tlp } from './testing.fixture.js';
import { tinyText, twoColours } from './tiny.fixture.js';

const phases = (below: string) => `
    phase head { freeze: all epochs: 2 learning_rate: 1e-3 }
    phase tune { freeze: ..${below} epochs: 1 learning_rate: 1e-4 }`;

const images = tinyText(phases('block2')).replace('batch: 4', 'batch: 4 tta: flip(horizontal)');

const words = Array.from({ length: 20 }, (_, i) => `word${i}`);
/** Of one word up to fourteen: one window or two. */
const rows = Array.from({ length: 30 }, (_, i) => {
  const text = Array.from({ length: 1 + ((5 * i) % 14) }, (_, k) => words[(i + 3 * k) % 20]);
  return `${text.join(' ')},${i % 2 ? 'late' : 'early'},${i < 20 ? 'train' : i < 25 ? 'val' : 'test'}`;
});

const texts = `pipeline tiny {
  backbone huggingface("net") { input: 10 }
  data text("words.csv") { text: body label: kind split: column(part) batch: 8 long: window(stride: 25%) }
  head { pool(average) dense(classes) }
  schedule {${phases('embeddings')} }
}
`;

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-room-'));
  await useOwnCache(cwd);
  await writeMadeUpWeights(join(cwd, 'weights.safetensors'), findBackbone('mobilenet_v1_025')!);
  await twoColours(join(cwd, 'data'), ['red', 'blue']);
  await cp(folderPath('bert'), join(cwd, 'net'), { recursive: true });
  await writeFile(join(cwd, 'net', 'vocab.txt'), wordPieces(words));
  await writeFile(join(cwd, 'words.csv'), `body,kind,part\n${rows.join('\n')}\n`);
  await writeFile(join(cwd, 'images.tlp'), images);
  await writeFile(join(cwd, 'texts.tlp'), texts);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

async function within<T>(room: number | null, work: () => Promise<T>): Promise<T> {
  if (room !== null) process.env.TLP_FEATURES_MAX_GB = String(room / 1e9);
  try {
    return await work();
  } finally {
    delete process.env.TLP_FEATURES_MAX_GB;
  }
}

const planOf = async (kind: string): Promise<Plan> => {
  const { status, out, err } = await tlp(['plan', `${kind}.tlp`, '--no-calibrate', '--format', 'json'], {
    cwd,
  });
  expect([status, err]).toEqual([0, expect.any(String)]);
  return JSON.parse(out);
};

const throughOf = ({ phases }: Plan) =>
  phases.flatMap(({ name, through }) => (through ? [`${name} from ${through.at}`] : []));

/** A run that finds nothing in the store. */
async function runOf(kind: string, out: string) {
  await rm(cacheFolder('features'), { recursive: true, force: true });
  const { status, err } = await tlp(['run', `${kind}.tlp`, '--out', out, '--engine', 'portable'], { cwd });
  expect([status, err]).toEqual([0, expect.any(String)]);
  const record = JSON.parse(await readFile(join(cwd, out, 'run.json'), 'utf8'));
  return {
    through: [
      ...err.matchAll(/Features of phase (\w+) are computed in every epoch from those of (\w+)/g),
    ].map(([, phase, at]) => `${phase} from ${at}`),
    passes: record.phases.map((phase: { forwardPasses: number }) => phase.forwardPasses),
    losses: (await readFile(join(cwd, out, 'metrics.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .flatMap(({ train, validation }) => [train.loss, validation.loss]),
  };
}

/** What the pass of the first phase would store of both, texts of full length; what the last phase adds for the test split is not in it. */
const neededBy = ({ phases, rows, images }: Plan): number => {
  const { train, validation } = rows ?? images;
  const each = phases.flatMap(({ features }) =>
    features.map(({ input, bytes }) => (input === null ? bytes : 0)),
  );
  return each.reduce((sum, bytes) => sum + bytes * (train + validation), 0);
};

it.each([
  // By examples, it would take 16 of 20 parts of it.
  ['images', (needed: number) => needed + 4, (needed: number) => needed - 4],
  // Texts are shorter than they may be.
  ['texts', (needed: number) => 0.9 * needed, (needed: number) => 0.5 * needed],
])('%s', async (kind, enough, short) => {
  const needed = neededBy(await planOf(kind));
  const losses: number[][] = [];
  for (const [room, throughs] of [
    [enough(needed), 0],
    [short(needed), 1],
  ] as const) {
    const planned = await within(room, () => planOf(kind));
    expect(throughOf(planned)).toHaveLength(throughs);
    const ran = await within(room, () => runOf(kind, `${kind}-${throughs}`));
    expect(ran.through).toEqual(throughOf(planned));
    expect(ran.passes).toEqual(planned.phases.map(({ frozenPasses }) => frozenPasses.planned));
    losses.push(ran.losses);
  }
  // What is computed in every epoch is what would have been stored, and makes the same batches.
  const [stored, computed] = losses;
  expect(computed).toHaveLength(6);
  for (const [i, loss] of stored!.entries()) expect(computed![i]).toBeCloseTo(loss, 6);
});
