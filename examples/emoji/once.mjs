/** Writes a folder of data once, completely or not at all. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Does nothing where the folder is there and the scripts are those that wrote it.
 * @param {string} target the folder
 * @param {readonly URL[]} scripts that decide what is in it
 * @param {(folder: string, work: string) => string} layOut fills an empty folder and says what is in it; `work` is
 *   for what is not to stay
 */
export function once(target, scripts, layOut) {
  const stamp = createHash('sha256');
  for (const script of scripts) stamp.update(readFileSync(script));
  const state = stamp.digest('hex');
  if (read(join(target, '.complete')) === state) {
    console.error(`The data are in ${target}.`);
    return;
  }
  mkdirSync(dirname(target), { recursive: true });
  // Next to the target, so that the finished folder can be renamed into place.
  const work = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  try {
    const folder = join(work, basename(target));
    mkdirSync(folder);
    const what = layOut(folder, work);
    writeFileSync(join(folder, '.complete'), state);
    rmSync(target, { recursive: true, force: true });
    renameSync(folder, target);
    console.error(`${what}, in ${target}.`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
