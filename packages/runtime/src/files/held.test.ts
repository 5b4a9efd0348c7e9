import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isHeld } from './held.js';
import { lockFolder, withLock } from './lock.js';
import { thisProcess } from './process-identity.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'tlp-held-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a lock is held as long as the work goes on, and a look leaves nothing behind', async () => {
  const lock = path.join(folder, 'worked');
  expect(isHeld(lock)).toBe(false);
  await withLock(lock, async () => expect(isHeld(lock)).toBe(true));
  expect(isHeld(lock)).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});

const elsewhere = { ...thisProcess(), realm: 'another', host: 'another' };

test.each([
  ['an ended process of this computer', { ...thisProcess(), pid: 2 ** 30 }, 0, thisProcess().realm === null],
  ['a process elsewhere that gives signs of life', elsewhere, 0, true],
  ['a silent process elsewhere', elsewhere, 3_600_000, false],
])('left by %s', (name, identity, silent, held) => {
  const lock = path.join(folder, name);
  const claim = path.join(lockFolder(lock), 'a.claim');
  mkdirSync(lockFolder(lock));
  writeFileSync(claim, JSON.stringify(identity));
  const beat = (Date.now() - silent) / 1000;
  utimesSync(claim, beat, beat);
  expect(isHeld(lock)).toBe(held);
});
