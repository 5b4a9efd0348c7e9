/** Reads the table that labels a data folder. */
import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { tableMissing } from '@tlp/language/checks/data/table/table-missing.js';
import { failBy } from '@tlp/language/checks/raise.js';
import { tableFormat } from '@tlp/language/data/table/table.js';
import { fail } from '@tlp/language/diagnostic.js';
import type { TableLabels } from '@tlp/language/resolve/pipeline.js';
import { readRegularText, whyUnread } from '../files/regular.js';

/** @throws TLP323 where there is none, TLP351 where it cannot be read */
export async function tableText({ path }: TableLabels): Promise<string> {
  try {
    return await readRegularText(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
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
    throw failBy(tableMissing, args, { file: path, cause });
  }
}
