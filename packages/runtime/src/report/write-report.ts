import path from 'node:path';
import { writeFileAtomic } from '../files/atomic.js';
import { collectReport } from './collect.js';
import { renderReport } from './page.js';

/** Writes `report.html` of a finished run and gives its path. @throws TlpError TLP853, TLP854, TLP875 */
export async function writeReport(run: string): Promise<string> {
  const file = path.join(run, 'report.html');
  await writeFileAtomic(file, renderReport(await collectReport(run)));
  return file;
}
