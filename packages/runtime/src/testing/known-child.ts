/** A process that reads all of a folder and notes it again and again, for a test of several: `node … FOLDER NOTES TIMES`. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { openKnownFiles } from '../files/known/known-files.js';

const [folder = '', notes = '', times = ''] = process.argv.slice(2);
const now = () => BigInt(Date.now() + 60_000) * 1_000_000n;
for (let i = 0; i < Number(times); i++) {
  const files = await openKnownFiles(folder, { notes, least: 0, verify: true, now });
  for (const name of await readdir(folder)) await files.hashOf(name, path.join(folder, name));
  await files.save();
}
