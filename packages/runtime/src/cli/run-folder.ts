/** Where a run goes, and which run `--resume` means. */
import { mkdir, readdir, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { compareNatural } from '@tlp/language/data/natural.js';
import { fail } from '@tlp/language/diagnostic.js';
import { shortName } from '../files/short-name.js';
import { writing } from '../train/write-error.js';

const runs = 'runs';

/** A pipeline's name in that of its folders; file systems take 255 bytes, the time needs some. */
const most = 200;

export interface RunFolder {
  /** Absolute. */
  readonly path: string;
  /** Removes the folders that the run was given, as far as nothing lies in them. */
  release(): Promise<void>;
}

/**
 * The run directory: `--out`, or a new `runs/NAME-DATE`, which is made at once so that no other run gets it too; with
 * `--resume` and no `--out` the newest of these.
 * @throws TlpError TLP874 where there is no run to go on with, TLP851 where the folder cannot be made.
 */
export async function chooseRunFolder(
  name: string,
  { out, resume }: { readonly out?: string | undefined; readonly resume: boolean },
  cwd: string,
  now: Date = new Date(),
): Promise<RunFolder> {
  const folder = join(cwd, runs);
  if (out !== undefined) return releasing(resolve(cwd, out));
  const stem = shortName(name, most);
  if (!resume) return reserve(join(folder, `${stem}-${stamp(now)}`));
  const newest = (await readdir(folder).catch(() => []))
    .filter(
      (found) => found.startsWith(`${stem}-`) && /^\d{8}-\d{6}(-\d+)?$/.test(found.slice(stem.length + 1)),
    )
    .sort(compareNatural)
    .at(-1);
  if (newest !== undefined) return releasing(join(folder, newest));
  throw fail(
    'TLP874',
    `There is no run of ${name} in ${folder} to resume.`,
    'Give its run directory with --out, or omit --resume.',
    { exitCode: 2 },
  );
}

/** Makes `wanted`, or `wanted-2` and so on where another run of the same second has it. */
async function reserve(wanted: string): Promise<RunFolder> {
  for (let n = 1; ; n++) {
    const folder = await releasing(n === 1 ? wanted : `${wanted}-${n}`);
    await writing(dirname(wanted), mkdir(dirname(wanted), { recursive: true }));
    try {
      await mkdir(folder.path);
      return folder;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Another run that came to nothing may have just removed the folder above.
      if (code === 'ENOENT') n--;
      else if (code !== 'EEXIST') await writing(folder.path, Promise.reject(error));
    }
  }
}

/** Knows which folders of a path are not there yet. */
async function releasing(path: string): Promise<RunFolder> {
  const missing: string[] = [];
  for (const folder of [path, dirname(path)])
    if (!(await stat(folder).catch(() => null))) missing.push(folder);
  return {
    path,
    async release() {
      // `rmdir` takes empty folders only.
      for (const folder of missing) await rmdir(folder).catch(() => undefined);
    },
  };
}

/** Local time as `20261123-220941`, which sorts as it should. */
function stamp(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return (
    `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}-` +
    `${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`
  );
}
