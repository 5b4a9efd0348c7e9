/** Reads the table that labels a data folder, or is the data. */
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { tableMissing } from '@tlp/language/checks/data/table/table-missing.js';
import { failBy } from '@tlp/language/checks/raise.js';
import type { Rule } from '@tlp/language/checks/rule.js';
import { tableFormat } from '@tlp/language/data/table/table.js';
import { fail, TlpError } from '@tlp/language/diagnostic.js';
import { count } from '@tlp/language/quantities.js';
import { readRegular, whyUnread } from '../files/regular.js';

/** In bytes. JavaScript has no longer strings. */
export const largestTable = 500e6;

/** What is said where there is no table. */
type Missing = Rule<{ path: string; name: string; beside: readonly string[] }>;

export const tableText = async (table: { readonly path: string }, missing?: Missing): Promise<string> =>
  (await tableBytes(table, missing)).toString();

/** @throws TLP323, or what is said instead, where there is none; TLP351 where it cannot be read */
export async function tableBytes(
  { path }: { readonly path: string },
  missing: Missing = tableMissing,
): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size > largestTable) throw tooLarge(path, size);
    return await readRegular(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (cause instanceof TlpError) throw cause;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      throw fail(
        'TLP351',
        `The table ${path} cannot be read (${whyUnread(cause)}).`,
        'Change its permissions, or name another table.',
        { file: path, cause },
      );
    }
    const beside = (await readdir(dirname(path)).catch(() => [])).filter((name) => tableFormat(name));
    const args = { path, name: basename(path), beside };
    throw failBy(missing, args, { file: path, cause });
  }
}

const tooLarge = (path: string, size: number): TlpError =>
  fail(
    'TLP351',
    `The table ${path} has ${count(Math.ceil(size / 1e6))} MB, and at most ${largestTable / 1e6} MB are read.`,
    'Divide it, or leave out columns that are not needed.',
    { file: path },
  );
