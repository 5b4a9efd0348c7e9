/**
 * Locks between processes that need no more of a file system than names: a lock is a folder, and who wants it puts a
 * claim of its own into it. A claim's name is never used again, so removing one cannot hit another's, whenever it
 * happens; and whoever claims looks around afterwards, so of two at once at least one sees the other and withdraws.
 */
import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Liveness, livenessOf, type ProcessIdentity, thisProcess } from './process-identity.js';
import { unlessGone } from './unless-gone.js';

/** Who holds a lock, as far as this process can tell. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** `unknown` while nothing was heard of a process that counts elsewhere; `alive` once its heartbeat comes. */
  readonly liveness: Liveness;
  /** Milliseconds until a silent one counts as dead. */
  readonly patience: number;
}

export interface LockOptions {
  /** Milliseconds without a heartbeat after which a holder that cannot be seen counts as dead. */
  readonly staleAfter?: number;
  /** Milliseconds between two looks at a held lock. */
  readonly poll?: number;
  /** Called when the lock is found held, and again when it turns out that its holder lives. May throw to give up. */
  readonly onWait?: (holder: Holder) => void;
}

export interface Lease {
  /** Whether the lock is still this process's. One that was suspended for long may have lost it to another. */
  isHeld(): Promise<boolean>;
}

/** Milliseconds. */
export const usualPatience = 60_000;

export const CLAIM = '.claim';

/** The folder of a lock's claims. */
export const lockFolder = (file: string): string => `${file}.d`;

/** Runs `work` while holding the lock named `file`. A holder that died loses it to the next one that asks. */
export async function withLock<T>(
  file: string,
  work: (lease: Lease) => Promise<T>,
  { staleAfter = usualPatience, poll = 250, onWait = () => undefined }: LockOptions = {},
): Promise<T> {
  const folder = lockFolder(file);
  await mkdir(path.dirname(folder), { recursive: true });
  const claim = await acquire(folder, staleAfter, poll, onWait);
  const beat = setInterval(() => void heartbeat(claim), staleAfter / 4);
  beat.unref();
  try {
    return await work({ isHeld: () => exists(claim) });
  } finally {
    clearInterval(beat);
    await withdraw(claim);
    // Takes an empty folder only; another's claim may lie in it by now.
    await rmdir(folder).catch(() => undefined);
  }
}

interface Claim {
  readonly file: string;
  readonly handle: FileHandle;
  readonly text: string;
}

interface Rival extends Holder {
  readonly name: string;
  readonly beat: number;
}

/** Whoever claims and then finds no other claim has the lock; of several, the one whose name is first stays. */
async function acquire(
  folder: string,
  staleAfter: number,
  poll: number,
  onWait: (holder: Holder) => void,
): Promise<Claim> {
  let own: Claim | undefined;
  let before: Rival | undefined;
  let told: string | undefined;
  try {
    for (;;) {
      const found = await rivals(folder, staleAfter, own);
      if (found.length === 0) {
        // One that was taken for dead meanwhile is gone, and nobody could see it.
        if (own && (await exists(own))) return own;
        await withdraw(own);
        own = await makeClaim(folder);
        continue;
      }
      if (own && found.some(({ name }) => name < path.basename(own!.file))) {
        await withdraw(own);
        own = undefined;
      }
      await heartbeat(own);
      const rival = heardOf(found[0]!, before);
      // One that only looks around is gone at the second look.
      const known = rival.name === before?.name;
      if (known && told !== rival.name + rival.liveness) {
        told = rival.name + rival.liveness;
        onWait(rival);
      }
      before = rival;
      await sleep((known ? poll : Math.min(poll, 10)) * (0.5 + Math.random()));
    }
  } catch (error) {
    await withdraw(own);
    throw error;
  }
}

/** A heartbeat between two looks shows that a holder lives which cannot be seen. */
const heardOf = (rival: Rival, before: Rival | undefined): Rival =>
  rival.liveness === 'unknown' &&
  before?.name === rival.name &&
  (before.liveness === 'alive' || before.beat !== rival.beat)
    ? { ...rival, liveness: 'alive' }
    : rival;

/** Undefined where the folder was removed meanwhile, by one who released the lock. */
async function makeClaim(folder: string): Promise<Claim | undefined> {
  const name = randomUUID();
  const draft = path.join(folder, `${name}.draft`);
  const file = path.join(folder, `${name}${CLAIM}`);
  const text = JSON.stringify(thisProcess());
  // Not `recursive`, which takes it amiss where another removes the folder at the same time.
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const handle = await unlessGone(open(draft, 'wx'));
  if (handle === undefined) return undefined;
  try {
    await handle.writeFile(text);
    // In full or not at all: nobody reads half a claim.
    await rename(draft, file);
    return { file, handle, text };
  } catch (error) {
    await handle.close();
    await rm(draft, { force: true });
    throw error;
  }
}

/** Through the handle: where the claim is lost, the beat goes to a file without a name. */
async function heartbeat(claim: Claim | undefined): Promise<void> {
  await claim?.handle.write(claim.text, 0).catch(() => undefined);
}

async function withdraw(claim: Claim | undefined): Promise<void> {
  await claim?.handle.close();
  if (claim) await rm(claim.file, { force: true });
}

const exists = async ({ file }: Claim): Promise<boolean> => (await unlessGone(stat(file))) !== undefined;

/** Claims of others that may be alive. What the dead left is removed. */
async function rivals(folder: string, staleAfter: number, own?: Claim): Promise<Rival[]> {
  const found: Rival[] = [];
  for (const name of await namesIn(folder)) {
    const file = path.join(folder, name);
    if (file === own?.file) continue;
    const rival = await unlessGone(judge(folder, name, staleAfter));
    if (rival?.liveness === 'dead') await rm(file, { force: true });
    else if (rival && name.endsWith(CLAIM)) found.push(rival);
  }
  return found;
}

async function judge(folder: string, name: string, staleAfter: number): Promise<Rival> {
  const file = path.join(folder, name);
  const [text, { mtimeMs: beat }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
  const identity = parseIdentity(text);
  const liveness = identity ? livenessOf(identity) : 'unknown';
  const quiet = liveness === 'unknown' ? (await timeIn(folder)) - beat : 0;
  return {
    name,
    beat,
    pid: identity?.pid ?? 0,
    host: identity?.host ?? 'unknown',
    liveness: quiet > staleAfter ? 'dead' : liveness,
    patience: Math.max(0, staleAfter - quiet),
  };
}

export function parseIdentity(text: string): ProcessIdentity | undefined {
  try {
    const { pid, host, realm, started } = JSON.parse(text) as Partial<ProcessIdentity>;
    if (typeof pid !== 'number' || typeof host !== 'string') return undefined;
    return { pid, host, realm: realm ?? null, started: started ?? null };
  } catch {
    return undefined;
  }
}

/** What time it is by the clock of the file system, which on a network is not this computer's. */
async function timeIn(folder: string): Promise<number> {
  const probe = path.join(folder, `${randomUUID()}.draft`);
  try {
    await (await open(probe, 'wx')).close();
    return (await stat(probe)).mtimeMs;
  } finally {
    await rm(probe, { force: true });
  }
}

const namesIn = async (folder: string): Promise<string[]> => (await unlessGone(readdir(folder))) ?? [];
