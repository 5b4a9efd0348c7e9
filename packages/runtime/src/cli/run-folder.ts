/** Where a run goes, and which run `--resume` means. */
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fail } from '@tlp/language/diagnostic.js';

const runs = 'runs';

/**
 * The run directory, absolute: `--out`, or `runs/NAME-DATE`; with `--resume` and no `--out` the newest of these.
 * @throws TlpError TLP874 where there is no run to go on with.
 */
export async function chooseRunFolder(
  name: string,
  { out, resume }: { readonly out?: string | undefined; readonly resume: boolean },
  cwd: string,
  now: Date = new Date(),
): Promise<string> {
  if (out !== undefined) return resolve(cwd, out);
  if (!resume) return resolve(cwd, runs, `${name}-${stamp(now)}`);
  const found = (await readdir(join(cwd, runs)).catch(() => []))
    .filter((folder) => folder.startsWith(`${name}-`) && /^\d{8}-\d{6}$/.test(folder.slice(name.length + 1)))
    .sort();
  const newest = found.at(-1);
  if (newest !== undefined) return resolve(cwd, runs, newest);
  throw fail(
    'TLP874',
    `There is no run of ${name} in ${join(cwd, runs)} to go on with.`,
    'Name its run directory with --out, or leave --resume out.',
    { exitCode: 2 },
  );
}

/** Local time as `20261123-220941`, which sorts as it should. */
function stamp(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return (
    `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}-` +
    `${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`
  );
}
