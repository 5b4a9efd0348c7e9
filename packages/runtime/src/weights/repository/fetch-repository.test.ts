import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../files/hash.js';
import { type Answer, status, type WebServer, webServer, whole } from '../../testing/web-server.js';
import { fetchRepository, type RepositoryOptions } from './fetch-repository.js';
import { repositoryFolder } from './place.js';

const commit = 'c0ffee'.padEnd(40, '0');
const repository = { name: 'ada/reviews' };

const files = {
  'config.json': '{"model_type":"bert"}',
  'vocab.txt': '[PAD]\n[UNK]',
  'README.md': 'Not wanted.',
  'model.safetensors.index.json':
    '{"weight_map":{"a":"model-00001-of-00002.safetensors","b":"model-00002-of-00002.safetensors"}}',
  'model-00001-of-00002.safetensors': 'the first part',
  'model-00002-of-00002.safetensors': 'the second part',
  'pytorch_model.bin': 'the same as a pickle',
};

const blobOf = (text: string): string =>
  createHash('sha1').update(`blob ${text.length}\0${text}`).digest('hex');

/** What the hub answers of the revision. @param lies hashes that it states */
const listing = (lies: Readonly<Record<string, string>>, held: Readonly<Record<string, string>>): object => ({
  sha: commit,
  siblings: Object.entries(held).map(([rfilename, content]) => ({
    rfilename,
    size: content.length,
    blobId: lies[rfilename] ?? blobOf(content),
    ...(/safetensors$|bin$/.test(rfilename)
      ? { lfs: { sha256: lies[rfilename] ?? sha256(content), size: content.length } }
      : {}),
  })),
});

/** A hub with that repository. */
const hub = (
  lies: Readonly<Record<string, string>> = {},
  held: Readonly<Record<string, string>> = files,
): Promise<WebServer> =>
  webServer((request, response) => {
    const [, file] = /^\/ada\/reviews\/resolve\/c0ffee0+\/(.+)$/.exec(request.url ?? '') ?? [];
    const content = file === undefined ? undefined : held[decodeURIComponent(file)];
    const answer: Answer =
      request.url === '/api/models/ada/reviews/revision/main?blobs=true'
        ? whole(Buffer.from(JSON.stringify(listing(lies, held))))
        : content === undefined
          ? status(404)
          : whole(Buffer.from(content));
    answer(request, response);
  });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-hub-'));
});

const optionsFor = (server: WebServer, env: Record<string, string> = {}): RepositoryOptions => ({
  folder,
  retries: 0,
  env: { HF_ENDPOINT: server.url, HF_HOME: path.join(folder, 'theirs'), ...env },
});

const asked = ({ requests }: WebServer) => requests.map(({ url }) => url?.split('/').at(-1));

describe('a repository', () => {
  it('is fetched as far as it is needed, and nothing twice', async () => {
    const server = await hub();
    const there = await fetchRepository(repository, optionsFor(server));
    expect((await readdir(there)).sort()).toEqual(['config.json', 'vocab.txt']);
    expect(there).toBe(repositoryFolder(repository, { folder }));
    expect(await fetchRepository(repository, { ...optionsFor(server), weights: true })).toBe(there);
    await fetchRepository(repository, { ...optionsFor(server), weights: true });
    expect(asked(server)).toEqual([
      'main?blobs=true',
      'vocab.txt',
      'config.json',
      'model.safetensors.index.json',
      'model-00001-of-00002.safetensors',
      'model-00002-of-00002.safetensors',
    ]);
    expect(await readFile(path.join(there, 'model-00002-of-00002.safetensors'), 'utf8')).toBe(
      'the second part',
    );
  });

  it('is fetched with the dense layers that its modules name, and no others', async () => {
    const modules = [
      { path: '', type: 'sentence_transformers.models.Transformer' },
      { path: '2_Dense', type: 'sentence_transformers.models.Dense' },
    ];
    const server = await hub(
      {},
      {
        'config.json': '{"model_type":"bert"}',
        'modules.json': JSON.stringify(modules),
        'model.safetensors': 'the network',
        '2_Dense/config.json': '{"in_features":8}',
        '2_Dense/pytorch_model.bin': 'the layer',
        '2_Dense_1024/config.json': '{}',
        '2_Dense_1024/model.safetensors': 'a layer that nobody names',
      },
    );
    const there = await fetchRepository(repository, optionsFor(server));
    expect(await readdir(path.join(there, '2_Dense'))).toEqual(['config.json']);
    await fetchRepository(repository, { ...optionsFor(server), weights: true });
    expect((await readdir(path.join(there, '2_Dense'))).sort()).toEqual(['config.json', 'pytorch_model.bin']);
    expect((await readdir(there)).sort()).toEqual([
      '2_Dense',
      'config.json',
      'model.safetensors',
      'modules.json',
    ]);
    const before = asked(server).length;
    await fetchRepository(repository, { ...optionsFor(server), weights: true });
    expect(asked(server)).toHaveLength(before);
  });

  it.each([
    ['vocab.txt', 'f'.repeat(40), /vocab\.txt is not the file of that commit/],
    ['model-00001-of-00002.safetensors', 'f'.repeat(64), /has sha256 .* was expected/],
  ])('is refused where %s is another than the hub says', async (file, lie, message) => {
    const server = await hub({ [file]: lie });
    const fetching = fetchRepository(repository, { ...optionsFor(server), weights: true });
    await expect(fetching).rejects.toThrow(/^TLP261: The repository ada\/reviews differs/);
    await expect(fetching).rejects.toThrow(message);
    const kept = await readdir(path.join(folder, 'ada--reviews', commit)).catch(() => []);
    expect(kept).not.toContain(file);
  });

  it.each([
    [status(401), /^TLP260: .* answered 401\. Check its name\. .*needs HF_TOKEN\./],
    [status(404), /^TLP260: .* answered 404\. Check its name and the revision\./],
    [whole(Buffer.from('<html>Please log in')), /^TLP260: .*answered with something else/],
    [whole(Buffer.from(JSON.stringify({ sha: commit, siblings: [] }))), /^TLP260: .*it has no config\.json/],
  ])('is told to be none where the hub says so', async (answer, message) => {
    await expect(fetchRepository(repository, optionsFor(await webServer(answer)))).rejects.toThrow(message);
  });

  it('is not asked for where downloads are off', async () => {
    const server = await hub();
    await expect(fetchRepository(repository, optionsFor(server, { HF_HUB_OFFLINE: '1' }))).rejects.toThrow(
      /^TLP263: The repository ada\/reviews is not in the cache, and downloads are off \(HF_HUB_OFFLINE=1\)\. Run `tlp weights fetch ada\/reviews`/,
    );
    expect(asked(server)).toEqual([]);
  });

  it('is taken from the cache of Hugging Face’s library, where that has it', async () => {
    const server = await hub();
    const theirs = path.join(folder, 'theirs', 'hub', 'models--ada--reviews');
    const snapshot = path.join(theirs, 'snapshots', commit);
    await mkdir(path.join(theirs, 'refs'), { recursive: true });
    await mkdir(snapshot, { recursive: true });
    await writeFile(path.join(theirs, 'refs', 'main'), `${commit}\n`);
    for (const name of ['config.json', 'vocab.txt', 'pytorch_model.bin'] as const)
      await writeFile(path.join(snapshot, name), files[name]);
    expect(await fetchRepository(repository, { ...optionsFor(server), weights: true })).toBe(snapshot);
    expect(asked(server)).toEqual([]);
  });

  it('keeps what was fetched where a new revision cannot be had', async () => {
    const there = await fetchRepository(repository, optionsFor(await hub()));
    const gone = await webServer(status(500));
    await expect(fetchRepository(repository, { ...optionsFor(gone), again: true })).rejects.toThrow(
      /^TLP260/,
    );
    expect(await fetchRepository(repository, optionsFor(gone))).toBe(there);
  });
});
