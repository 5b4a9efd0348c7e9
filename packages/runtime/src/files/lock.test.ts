import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createRandom } from '../random.js';
import { type Holder, lockFolder, withLock } from './lock.js';
import { type ProcessIdentity, thisProcess } from './process-identity.js';

let file: string;
beforeEach(async () => {
  file = path.join(await mkdtemp(path.join(os.tmpdir(), 'tlp-lock-')), 'deep', 'lock');
});

/** A claim as another process would have made it; gives its path. */
async function claimOf(holder: Partial<ProcessIdentity>): Promise<string> {
  await mkdir(lockFolder(file), { recursive: true });
  const claim = path.join(lockFolder(file), `${holder.pid}.claim`);
  await writeFile(claim, JSON.stringify({ ...thisProcess(), ...holder }));
  return claim;
}

async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid!;
}

/** Waits for the lock until it is told who holds it. */
async function holderOf(options = {}): Promise<Holder> {
  const told: Holder[] = [];
  const giveUp = (holder: Holder) => {
    told.push(holder);
    throw new Error('held');
  };
  await expect(withLock(file, async () => 1, { poll: 1, onWait: giveUp, ...options })).rejects.toThrow(
    'held',
  );
  return told[0]!;
}

describe('withLock', () => {
  it('lets one work at a time, gives its result and leaves nothing', async () => {
    let inside = 0;
    const work = async (n: number) => {
      expect(++inside).toBe(1);
      await sleep(5);
      inside--;
      return n;
    };
    const results = await Promise.all([1, 2, 3, 4].map((n) => withLock(file, () => work(n), { poll: 20 })));
    expect(results).toEqual([1, 2, 3, 4]);
    expect(await readdir(path.dirname(file))).toEqual([]);
  });

  it('is released when the work fails', async () => {
    await expect(withLock(file, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await withLock(file, async () => 'again')).toBe('again');
  });

  it.each([
    ['that was killed', async () => ({ pid: await endedProcess() })],
    ['whose number another one has now', async () => ({ pid: process.pid, started: '1' })],
  ])('passes at once from a process %s', { skip: process.platform !== 'linux' }, async (_, holder) => {
    await claimOf(await holder());
    const onWait = () => expect.unreachable('nobody holds it');
    expect(await withLock(file, async () => 'taken', { onWait })).toBe('taken');
    expect(await readdir(path.dirname(file))).toEqual([]);
  });

  it('passes from a process elsewhere once nothing was heard of it for long, and says for how long', async () => {
    const claim = await claimOf({ pid: 1, host: 'another', realm: 'another', started: '1' });
    const holder = await holderOf();
    expect(holder).toMatchObject({ pid: 1, host: 'another', liveness: 'unknown' });
    expect(holder.patience).toBeGreaterThan(30_000);
    expect(holder.patience).toBeLessThanOrEqual(60_000);
    await utimes(claim, 1, 1);
    expect(await withLock(file, async () => 'taken')).toBe('taken');
  });

  it('does not pass from a process elsewhere whose heart beats', async () => {
    const claim = await claimOf({ pid: 1, host: 'another', realm: 'another', started: '1' });
    const heard: string[] = [];
    const onWait = ({ liveness }: Holder) => {
      heard.push(liveness);
      if (liveness === 'alive') throw new Error('alive');
      void writeFile(claim, JSON.stringify({ pid: 1, host: 'another', realm: 'another', started: '1' }));
    };
    await expect(withLock(file, async () => 1, { poll: 5, onWait })).rejects.toThrow('alive');
    expect(heard).toEqual(['unknown', 'alive']);
  });

  it('does not pass from a process that is suspended, however long', {
    skip: process.platform !== 'linux',
  }, async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
    onTestFinished(() => void child.kill('SIGKILL'));
    child.kill('SIGSTOP');
    const { livenessOf, startOf } = await import('./process-identity.js');
    const identity = { ...thisProcess(), pid: child.pid!, started: startOf(child.pid!)!.started };
    while (livenessOf(identity) !== 'suspended') await sleep(5);
    const claim = await claimOf(identity);
    await utimes(claim, 1, 1);
    expect(await holderOf()).toMatchObject({ pid: child.pid, liveness: 'suspended' });
  });

  it('tells a holder that it lost the lock', async () => {
    await withLock(file, async (lease) => {
      expect(await lease.isHeld()).toBe(true);
      const [claim] = await readdir(lockFolder(file));
      // What another computer sees of a process that was suspended for long.
      await writeFile(
        path.join(lockFolder(file), claim!),
        JSON.stringify({ ...thisProcess(), realm: 'another' }),
      );
      await utimes(path.join(lockFolder(file), claim!), 1, 1);
      expect(await withLock(file, async () => 'taken')).toBe('taken');
      expect(await lease.isHeld()).toBe(false);
    });
    expect(await readdir(path.dirname(file))).toEqual([]);
  });
});

describe('six processes that are killed at random', () => {
  const program = new URL('../testing/lock-child.ts', import.meta.url);
  it('never hold it two at a time', async () => {
    const { build } = await import('esbuild');
    const folder = path.dirname(path.dirname(file));
    const child = path.join(folder, 'child.mjs');
    const entry = program.pathname;
    await build({ entryPoints: [entry], outfile: child, bundle: true, format: 'esm', platform: 'node' });
    const random = createRandom('lock kills');
    const running = new Set<ChildProcess>();
    let holdings = 0;
    let problem = '';
    await new Promise<void>((done) => {
      const start = () => {
        const started = spawn(process.execPath, [child, file], { stdio: ['ignore', 'pipe', 'inherit'] });
        running.add(started);
        started.on('exit', () => {
          running.delete(started);
          if (holdings < 80) start();
          else if (running.size === 0) done();
        });
        started.stdout.on('data', (text: Buffer) => {
          if (text.includes('double')) problem = text.toString();
          holdings++;
          // Any of them, whether it holds the lock, waits for it or takes it over.
          const victims = holdings >= 80 ? [...running] : [[...running][random.int(12)]];
          for (const victim of victims) victim?.kill('SIGKILL');
        });
      };
      for (let i = 0; i < 6; i++) start();
    });
    expect(problem).toBe('');
  });
});
