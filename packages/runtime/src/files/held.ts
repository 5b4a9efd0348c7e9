/** Whether somebody holds a lock, for who only shows it: unlike one who takes it, this leaves nothing behind. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { CLAIM, lockFolder, parseIdentity, usualPatience } from './lock.js';
import { livenessOf } from './process-identity.js';
import { withRegularSync } from './regular.js';

/** @param file the lock's name, see `lock.ts` */
export function isHeld(file: string): boolean {
  const folder = lockFolder(file);
  try {
    return readdirSync(folder).some((name) => name.endsWith(CLAIM) && isAlive(path.join(folder, name)));
  } catch {
    // No lock, or one that is released at this moment.
    return false;
  }
}

/** Of a process that can't be seen from here, a heartbeat is enough. */
function isAlive(claim: string): boolean {
  const identity = parseIdentity(withRegularSync(claim, (descriptor) => readFileSync(descriptor, 'utf8')));
  const liveness = identity ? livenessOf(identity) : 'unknown';
  if (liveness !== 'unknown') return liveness !== 'dead';
  return Date.now() - statSync(claim).mtimeMs <= usualPatience;
}
