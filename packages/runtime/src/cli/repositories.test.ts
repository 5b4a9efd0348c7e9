import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../files/hash.js';
import { useOwnCache } from '../testing/own-cache.js';
import { wordPieces } from '../testing/tiny-text-network.js';
import { status, type WebServer, webServer, whole } from '../testing/web-server.js';
import { tlp } from './testing.fixture.js';

const commit = 'c0ffee'.padEnd(40, '0');
const network = fileURLToPath(new URL('../../goldens/huggingface/bert', import.meta.url));
const vocabulary = wordPieces(['good', 'bad', 'and', 'late']);

/** A hub with one repository, which Transformers wrote. */
async function hub(): Promise<WebServer> {
  const files: Record<string, Buffer> = { 'vocab.txt': Buffer.from(vocabulary) };
  for (const name of ['config.json', 'model.safetensors']) files[name] = await readFile(join(network, name));
  const siblings = Object.entries(files).map(([rfilename, content]) => ({
    rfilename,
    lfs: { sha256: sha256(content) },
  }));
  return webServer((request, response) => {
    const url = request.url ?? '';
    const content = files[url.slice(`/ada/reviews/resolve/${commit}/`.length)];
    const isListing = /^\/api\/models\/ada\/reviews\/revision\/(main|c0ffee0+)\?blobs=true$/.test(url);
    const answer = isListing
      ? whole(Buffer.from(JSON.stringify({ sha: commit, siblings })))
      : content
        ? whole(content)
        : status(404);
    answer(request, response);
  });
}

let cwd: string;
let server: WebServer;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-repository-'));
  await useOwnCache(cwd);
  server = await hub();
  process.env.HF_ENDPOINT = server.url;
  process.env.HF_HOME = join(cwd, 'theirs');
});

const run = (...argv: string[]) => tlp(argv, { cwd, env: { HF_ENDPOINT: server.url } });

const pipeline = (revision = '') => `pipeline reviews {
  backbone huggingface("ada/reviews"${revision}) { input: 16 }
  data text("reviews.csv") { text: body label: stars split: random(train: 75%, validation: 25%, test: 0%) batch: 8 }
  head { pool(average) dense(classes) }
  schedule { phase head { freeze: all epochs: 1 } }
}
`;

describe('a repository of Hugging Face', () => {
  it('is told to be missing by a check, and fetched by a run', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${i % 2 ? 'good' : 'bad'} and late ${i},${i % 2}`);
    await writeFile(join(cwd, 'reviews.csv'), `body,stars\n${rows.join('\n')}\n`);
    await writeFile(join(cwd, 'reviews.tlp'), pipeline());
    const before = await run('check', 'reviews.tlp');
    expect([before.status, before.out]).toEqual([1, expect.stringContaining('TLP264')]);
    expect(server.requests).toHaveLength(0);

    const trained = await run('run', 'reviews.tlp', '--out', 'run', '--engine', 'portable');
    expect(trained).toMatchObject({ status: 0 });
    expect(await readdir(join(cwd, 'cache', 'huggingface', 'ada--reviews', commit))).toEqual([
      'config.json',
      'model.safetensors',
      'vocab.txt',
    ]);
    const after = await run('check', 'reviews.tlp');
    expect([after.status, after.out]).toEqual([0, expect.stringContaining(`revision: "${commit}"`)]);
    await writeFile(join(cwd, 'reviews.tlp'), pipeline(`, revision: "${commit}"`));
    expect(await run('check', 'reviews.tlp')).toMatchObject({
      status: 0,
      out: expect.stringContaining('0 warnings'),
    });
  });

  it('can be looked at, fetched ahead, and used for features', async () => {
    const { out } = await run('backbones', 'ada/reviews');
    expect(out).toContain('embeddings');
    const fetched = await run('weights', 'fetch', 'ada/reviews', '--format', 'json');
    const { weights } = JSON.parse(fetched.out) as { weights: readonly { name: string }[] };
    expect(weights.map(({ name }) => name)).toEqual([
      'ada/reviews:config.json',
      'ada/reviews:model.safetensors',
      'ada/reviews:vocab.txt',
    ]);
    await writeFile(join(cwd, 'one.txt'), 'good and late');
    const asked = server.requests.length;
    const features = await run('features', 'ada/reviews', 'one.txt');
    expect(features).toMatchObject({ status: 0, out: expect.stringMatching(/\none\.txt,/) });
    expect(server.requests).toHaveLength(asked);
  });

  it('that is not there is told, as is a misspelled folder beside it', async () => {
    const { status, err } = await run('backbones', 'ada/stars');
    expect([status, err]).toEqual([2, expect.stringMatching(/TLP260.*repository ada\/stars.*answered 404/)]);
  });
});
