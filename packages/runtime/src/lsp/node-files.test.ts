import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { largestText } from '@tlp/language/files.js';
import { afterAll, expect, test } from 'vitest';
import { builtinFile } from './builtin-files.js';
import { findSources } from './find-sources.js';
import { nodeFiles } from './node-files.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'tlp-lsp-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const uri = (...parts: string[]) => pathToFileURL(path.join(folder, ...parts)).href;
const write = (name: string, text = '') => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
};

test('files are read, and what is not there or no file is undefined', () => {
  write('a.tlp', 'pipeline a {}');
  const files = nodeFiles();
  expect(files.read(uri('a.tlp'))).toBe('pipeline a {}');
  expect(files.head(uri('a.tlp'), 4)).toEqual(new TextEncoder().encode('pipe'));
  expect(files.head(uri('a.tlp'), 400)).toHaveLength(13);
  for (const other of [uri('no.tlp'), uri(), 'untitled:Untitled-1', 'file:///%00', 'nonsense']) {
    expect(files.read(other)).toBeUndefined();
  }
  expect(files.list(uri('no'))).toBeUndefined();
});

test('a file that is too long for a pipeline is not read, but its beginning is', () => {
  write('long.tlp', 'x'.repeat(largestText));
  write('longer.tlp', 'x'.repeat(largestText + 1));
  const files = nodeFiles();
  expect(files.read(uri('long.tlp'))).toHaveLength(largestText);
  expect(files.read(uri('longer.tlp'))).toBeUndefined();
  expect(files.head(uri('longer.tlp'), 4)).toHaveLength(4);
  expect(files.head(uri('longer.tlp'), 8 * largestText)).toHaveLength(largestText + 1);
});

test.skipIf(process.platform === 'win32')('pipes and devices are not waited for', () => {
  execFileSync('mkfifo', [path.join(folder, 'pipe')]);
  const files = nodeFiles();
  for (const other of [uri('pipe'), 'file:///dev/zero']) {
    expect(files.read(other)).toBeUndefined();
    expect(files.head(other, 4)).toBeUndefined();
  }
});

test('a listing is kept while the folder stays as it is, and is never older than two seconds', () => {
  write('data/cats/1.png');
  symlinkSync(path.join(folder, 'data', 'cats'), path.join(folder, 'data', 'link'));
  symlinkSync(path.join(folder, 'nowhere'), path.join(folder, 'data', 'dangling'));
  let now = 0;
  const files = nodeFiles(() => now);
  const names = () =>
    files
      .list(uri('data'))
      ?.map(({ name, folder: is }) => `${name}${is ? '/' : ''}`)
      .sort();
  expect(names()).toEqual(['cats/', 'link/']);
  const first = files.list(uri('data'));
  now += 10_000;
  expect(files.list(uri('data'))).toBe(first);
  write('data/dogs/1.png');
  utimesSync(path.join(folder, 'data'), 1, 1);
  expect(names()).toEqual(['cats/', 'link/']);
  now += 2_000;
  expect(names()).toEqual(['cats/', 'dogs/', 'link/']);
});

test('sources are found in folders, but not in hidden ones or in node_modules', async () => {
  for (const name of ['w/b.tlp', 'w/in/c.tlp', 'w/.git/d.tlp', 'w/node_modules/e.tlp', 'w/f.txt'])
    write(name);
  expect(await findSources([uri('w'), uri('none'), 'memfs:/w'])).toEqual([
    uri('w', 'b.tlp'),
    uri('w', 'in', 'c.tlp'),
  ]);
});

test('a built-in document is a read-only file that is brought up to date', () => {
  const cache = path.join(folder, 'cache');
  const shown = builtinFile(cache, 'builtin:///backbones/x.tlp', 'one');
  expect(shown).toBe(uri('cache', 'backbones', 'x.tlp'));
  expect(nodeFiles().read(shown)).toBe('one');
  builtinFile(cache, 'builtin:///backbones/x.tlp', 'two');
  expect(nodeFiles().read(shown)).toBe('two');
  expect(statSync(path.join(cache, 'backbones', 'x.tlp')).mode & 0o222).toBe(0);
});

test('a folder that cannot be written to leaves the URI as it is', () => {
  write('taken');
  expect(builtinFile(path.join(folder, 'taken'), 'builtin:///backbones/x.tlp', '')).toBe(
    'builtin:///backbones/x.tlp',
  );
});
