/** What the commands share that measure networks one by one and keep a row of each in a file of results. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { peerPython } from '../../bench/lib/python.mjs';
import { root } from './paths.mjs';

/** Python with the libraries that our numbers are compared with, installed where it is not there yet. */
export const referencePython = () => peerPython(path.join(root, 'tools', 'goldens', 'requirements.txt'));

/** The rows of an earlier call by their keys; none where there is no such file yet. */
export const readRows = async (file, keyOf) =>
  new Map(JSON.parse(await readFile(file, 'utf8').catch(() => '[]')).map((row) => [keyOf(row), row]));

/** The rows, a line each, and the page that shows them. Called after each row, so that a run that is cut short leaves what it has measured. */
export async function saveRows(file, rows, page, pageOf) {
  await writeFile(file, `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`);
  await writeFile(page, pageOf(rows));
}
