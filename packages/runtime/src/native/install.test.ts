import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TlpError } from '@tlp/language/diagnostic.js';
import { expect, it } from 'vitest';
import { lockFolder } from '../files/lock.js';
import { thisProcess } from '../files/process-identity.js';
import { findInstallation, type SetupOptions, setupNative } from './install.js';
import type { LibrarySource, SourcesOf } from './sources.js';
import { targetOf } from './target.js';
import { temporaryFolder } from './testing/temporary.js';

const target = { id: 'test-x64' };

/** A source that writes a library of four bytes, after `before` has had its say. */
function source(
  name: string,
  before: (folder: string) => Promise<void> | void = () => undefined,
): LibrarySource {
  return {
    name,
    folder: `tensorflow-${name}`,
    neededBytes: 4,
    async install(folder) {
      await before(folder);
      await mkdir(path.join(folder, 'lib'));
      await writeFile(path.join(folder, 'lib', 'binding.node'), 'code');
      const bindingPath = path.join('lib', 'binding.node');
      return { source: 'wheel', tensorflow: name, binding: 'prebuilt', platform: target.id, bindingPath };
    },
  };
}

function setup(cache: string, sources: LibrarySource[], options: SetupOptions = {}) {
  const sourcesOf: SourcesOf = () => sources;
  return setupNative({ target, env: { TLP_CACHE: cache }, sourcesOf, ...options });
}

/** What lies in the folder of native libraries, locks and downloads aside. */
function left(cache: string): string[] {
  return readdirSync(path.join(cache, 'native')).sort();
}

it('installs once and finds it ever after', async () => {
  const cache = temporaryFolder();
  let installs = 0;
  const counted = source('1', () => void installs++);
  const first = await setup(cache, [counted]);
  const second = await setup(cache, [counted]);
  expect(installs).toBe(1);
  expect(second).toEqual(first);
  expect(first).toMatchObject({
    tensorflow: '1',
    bytes: 4,
    folder: path.join(cache, 'native', 'tensorflow-1'),
  });
  expect(left(cache)).toEqual(['tensorflow-1']);
});

it('takes the first source that works', async () => {
  const cache = temporaryFolder();
  const messages: string[] = [];
  const blocked = source('1', () => Promise.reject(new Error('the host answered 403')));
  const { tensorflow } = await setup(cache, [blocked, source('2'), source('3')], {
    onProgress: ({ message }) => messages.push(message),
  });
  expect(tensorflow).toBe('2');
  expect(messages[0]).toBe('1: the host answered 403');
});

it('names every source and its reason when none works, and leaves nothing', async () => {
  const cache = temporaryFolder();
  const halfway = (reason: string) => async (folder: string) => {
    await writeFile(path.join(folder, 'half'), 'x');
    throw new Error(reason);
  };
  const sources = [source('the host', halfway('answered 403')), source('pip', halfway('has no network'))];
  const error = (await setup(cache, sources).catch((e: unknown) => e)) as TlpError;
  expect(error.exitCode).toBe(2);
  expect(error.diagnostics[0]?.code).toBe('TLP751');
  expect(error.message).toContain('(1) the host: answered 403; (2) pip: has no network');
  expect(left(cache)).toEqual([]);
});

it('installs once when two ask at the same time', async () => {
  const cache = temporaryFolder();
  let installs = 0;
  const waits: string[] = [];
  const slow = source('1', async () => {
    installs++;
    await new Promise((resolve) => setTimeout(resolve, 300));
  });
  const onProgress: SetupOptions['onProgress'] = ({ step, message }) => {
    if (step === 'lock') waits.push(message);
  };
  const both = await Promise.all([
    setup(cache, [slow], { onProgress }),
    setup(cache, [slow], { onProgress }),
  ]);
  expect(installs).toBe(1);
  expect(both[0]).toEqual(both[1]);
  expect(waits).toEqual(['another process is setting the library up; waiting']);
});

it('mends a damaged installation from its own source, never from another', async () => {
  const cache = temporaryFolder();
  const second = source('2');
  const { folder } = await setup(cache, [second]);
  await rm(path.join(folder, 'lib', 'binding.node'));
  const messages: string[] = [];
  const mended = await setup(cache, [source('1'), second], {
    onProgress: ({ message }) => messages.push(message),
  });
  expect(mended.tensorflow).toBe('2');
  expect(messages[0]).toMatch(/is damaged \(.*binding\.node is missing\); reinstalling it/);
});

it('says what is damaged where it cannot be mended, and does not turn to another source', async () => {
  const cache = temporaryFolder();
  const { folder } = await setup(cache, [source('2')]);
  await rm(path.join(folder, 'lib', 'binding.node'));
  const gone = source('2', () => Promise.reject(new Error('no network')));
  const error = (await setup(cache, [source('1'), gone]).catch((e: unknown) => e)) as TlpError;
  expect(error.message).toMatch(
    /^TLP758: .*binding\.node is missing.* reinstalled from 2: no network\. .*Run "tlp setup" once/,
  );
});

it('goes on where a killed process stopped', async () => {
  const cache = temporaryFolder();
  const root = path.join(cache, 'native');
  mkdirSync(path.join(root, `${target.id}.partial-of-the-dead`, 'lib'), { recursive: true });
  writeFileSync(path.join(root, `${target.id}.partial-of-the-dead`, 'lib', 'binding.node'), 'co');
  // No process has this id: Linux gives out none above four million.
  const claims = lockFolder(path.join(root, `${target.id}.lock`));
  mkdirSync(claims);
  writeFileSync(path.join(claims, 'dead.claim'), JSON.stringify({ ...thisProcess(), pid: 2 ** 30 }));
  await setup(cache, [source('1')]);
  expect(left(cache)).toEqual(['tensorflow-1']);
});

it.each([
  ['a file is cut short', (folder: string) => truncate(path.join(folder, 'lib', 'binding.node'), 2)],
  [
    'a file is zeroed',
    (folder: string) => writeFile(path.join(folder, 'lib', 'binding.node'), Buffer.alloc(4)),
  ],
  [
    'its manifest names another binding',
    async (folder: string) => {
      const manifest = path.join(folder, 'installed.json');
      const text = await readFile(manifest, 'utf8');
      await writeFile(manifest, text.replace(/"bindingPath": .*/, '"bindingPath": "../other.node"'));
    },
  ],
  ['its manifest is gone', (folder: string) => rm(path.join(folder, 'installed.json'))],
  [
    'its manifest is of another kind',
    (folder: string) => writeFile(path.join(folder, 'installed.json'), '{}'),
  ],
  ['a file not found', (folder: string) => rm(path.join(folder, 'lib', 'binding.node'))],
  ['its manifest is damaged', (folder: string) => writeFile(path.join(folder, 'installed.json'), '{"so')],
])('does not take an installation for whole when %s, and builds it anew', async (_, damage) => {
  const cache = temporaryFolder();
  const sources = [source('1')];
  const { folder } = await setup(cache, sources);
  await damage(folder);
  expect(await findInstallation(target, { TLP_CACHE: cache }, () => sources)).toBeUndefined();
  await setup(cache, sources);
  expect(await readFile(path.join(folder, 'lib', 'binding.node'), 'utf8')).toBe('code');
  expect(left(cache)).toEqual(['tensorflow-1']);
});

it('keeps what works when a forced set-up fails', async () => {
  const cache = temporaryFolder();
  const { folder } = await setup(cache, [source('1')]);
  const broken = source('1', () => Promise.reject(new Error('no network')));
  await expect(setup(cache, [broken], { force: true })).rejects.toThrow(/TLP751/);
  expect(existsSync(path.join(folder, 'installed.json'))).toBe(true);
});

it('says how much space is missing before it starts', async () => {
  const cache = temporaryFolder();
  const huge = { ...source('1'), neededBytes: 2 ** 60 };
  await expect(setup(cache, [huge])).rejects.toThrow(
    /TLP753: .* needs \d+ MB in .*, but only \d+ MB are free/,
  );
});

it('says that the disk is full when it fills up on the way, and leaves nothing', async () => {
  const cache = temporaryFolder();
  const full = source('1', async (folder) => {
    await writeFile(path.join(folder, 'half'), 'x');
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  });
  await expect(setup(cache, [full])).rejects.toThrow(/TLP753/);
  expect(left(cache)).toEqual([]);
});

it('names the cache folder when it cannot be written', async () => {
  const file = path.join(temporaryFolder(), 'a-file');
  writeFileSync(file, '');
  await expect(setup(file, [source('1')])).rejects.toThrow(/TLP752: The cache folder .*a-file.* TLP_CACHE/);
});

it('names the supported platforms on another', async () => {
  expect(targetOf('sunos', 'sparc')).toBeUndefined();
  await expect(setupNative({ target: undefined })).rejects.toThrow(
    /TLP750: .* linux-x64, .* portable engine/,
  );
});
