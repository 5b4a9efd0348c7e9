import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../modalities/images/testing.js';
import { childProgram } from '../../testing/child-program.js';
import { sha256 } from '../hash.js';
import { notePath, readNote } from './note.js';

it('leaves a whole note or none at any moment, while several processes write it', async () => {
  const program = await childProgram('known-child.ts', ['env-paths']);
  onTestFinished(() => rm(program, { force: true }));
  const home = await temporaryFolder();
  const [data, notes] = [path.join(home, 'data'), path.join(home, 'notes')];
  await mkdir(data);
  const names = Array.from({ length: 200 }, (_, i) => `${i}.png`);
  for (const name of names) await writeFile(path.join(data, name), name);

  const child = () => spawn(process.execPath, [program, data, notes, '25'], { stdio: 'inherit' });
  const ended = Promise.all([child(), child()].map((one) => once(one, 'exit')));
  let running = true;
  void ended.then(() => {
    running = false;
  });
  const note = notePath(notes, data);
  while (running) {
    const bytes = await readFile(note).catch(() => null);
    const entries = await readNote(note, data);
    // Once it is there, it stays.
    expect(bytes ? [names.length] : [0, names.length]).toContain(entries.size);
    for (const [name, entry] of entries) expect(entry.endsWith(` ${sha256(name)}`)).toBe(true);
  }
  expect(await ended).toEqual([
    [0, null],
    [0, null],
  ]);
  expect((await readNote(note, data)).size).toBe(names.length);
  expect((await readdir(notes)).filter((name) => name.endsWith('.tlp-tmp'))).toEqual([]);
});
