import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { withLock } from './lock.js';

let file: string;
beforeEach(async () => {
  file = path.join(await mkdtemp(path.join(os.tmpdir(), 'tlp-lock-')), 'deep', 'lock');
});

const token = (pid: number) => JSON.stringify({ pid, host: os.hostname(), id: 'x' });

describe('withLock', () => {
  it('lets one work at a time, gives its result and removes the lock', async () => {
    let inside = 0;
    const work = async (n: number) => {
      expect(++inside).toBe(1);
      await sleep(5);
      inside--;
      return n;
    };
    const results = await Promise.all([1, 2, 3, 4].map((n) => withLock(file, () => work(n), { poll: 1 })));
    expect(results).toEqual([1, 2, 3, 4]);
    expect(await readdir(path.dirname(file))).toEqual([]);
  });

  it('is released when the work fails', async () => {
    await expect(withLock(file, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await withLock(file, async () => 'again')).toBe('again');
  });

  it('passes from a process that was killed', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    await withLock(file, async () => undefined);
    await writeFile(file, token(child.pid!));
    expect(await withLock(file, async () => 'taken', { poll: 1 })).toBe('taken');
  });

  it('passes from a holder whose heartbeat stopped, but not from a living one', async () => {
    await withLock(file, async () => undefined);
    await writeFile(file, token(process.pid));
    let waited = false;
    const waiting = withLock(file, async () => 'taken', { poll: 5, onWait: () => (waited = true) });
    await sleep(50);
    expect(waited).toBe(true);
    await utimes(file, 1, 1);
    expect(await waiting).toBe('taken');
  });
});
