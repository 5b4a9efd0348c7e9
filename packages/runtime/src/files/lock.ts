import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './alive.js';

export interface LockOptions {
  /** Milliseconds without a heartbeat after which a lock counts as abandoned. */
  readonly staleAfter?: number;
  /** Milliseconds between two looks at a held lock. */
  readonly poll?: number;
  /** Called once when the lock is found held by another process. */
  readonly onWait?: () => void;
}

/**
 * Runs `work` while holding `file` as a lock between processes. A holder that died (its process is gone, or its
 * heartbeat stopped) loses the lock to the next one that asks.
 */
export async function withLock<T>(
  file: string,
  work: () => Promise<T>,
  { staleAfter = 60_000, poll = 250, onWait }: LockOptions = {},
): Promise<T> {
  await mkdir(path.dirname(file), { recursive: true });
  const token = JSON.stringify({ pid: process.pid, host: os.hostname(), id: randomUUID() });
  for (let waited = false; !(await take(file, token)); ) {
    const abandoned = await abandonedToken(file, staleAfter);
    if (abandoned !== undefined) {
      await release(file, abandoned);
      continue;
    }
    if (!waited) onWait?.();
    waited = true;
    await sleep(poll);
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    // A failed heartbeat only makes the lock look older than it is.
    utimes(file, now, now).catch(() => undefined);
  }, staleAfter / 4);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await release(file, token);
  }
}

/** Creates the lock file with its content in one step, so that nobody reads a half-written one. */
async function take(file: string, token: string): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'wx');
  try {
    await handle.writeFile(token);
  } finally {
    await handle.close();
  }
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** The token in the lock file when its holder is dead or silent; undefined while the holder lives. */
async function abandonedToken(file: string, staleAfter: number): Promise<string | undefined> {
  try {
    const [token, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
    if (Date.now() - mtimeMs > staleAfter) return token;
    const holder = JSON.parse(token) as { pid: number; host: string };
    return holder.host === os.hostname() && !isAlive(holder.pid) ? token : undefined;
  } catch {
    // Gone in between, or not one of ours: look again.
    return undefined;
  }
}

/** Removes the lock only if it still holds this token: another process may have taken over meanwhile. */
async function release(file: string, token: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8')) !== token) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}
