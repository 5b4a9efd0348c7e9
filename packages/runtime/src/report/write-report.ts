import path from 'node:path';
import { writeFileAtomic } from '../files/atomic.js';
import { sha256 } from '../files/hash.js';
import { readRegularText } from '../files/regular.js';
import { damagedFile, readingRunFile, rebuildIt } from '../train/run-file-error.js';
import { writing } from '../train/write-error.js';
import { collectReport } from './collect.js';
import { renderReport } from './page.js';

/** At the end of the page, over all that stands before it. */
const seal = (page: string): string => `<!-- sha256: ${sha256(page)} -->\n`;

/**
 * Writes `report.html` of a finished run and gives its path.
 * @throws TlpError TLP851, TLP853, TLP854, TLP875, TLP891, TLP892
 */
export async function writeReport(run: string): Promise<string> {
  const file = path.join(run, 'report.html');
  const page = renderReport(await collectReport(run));
  const sealed = page + seal(page);
  // A run on a disk that cannot be written has its report already.
  const before = await readRegularText(file).catch(() => null);
  if (before !== sealed) await writing(file, writeFileAtomic(file, sealed));
  return file;
}

/** @throws TLP891 where the page is not the one that was written, TLP892 where it cannot be read */
export async function checkReport(file: string): Promise<void> {
  const remedy = rebuildIt(path.dirname(file));
  const page = await readingRunFile(file, readRegularText(file), remedy);
  const start = page.lastIndexOf('<!-- sha256');
  if (start < 0 || page.slice(start) !== seal(page.slice(0, start))) {
    throw damagedFile(file, 'its checksum does not match its content', remedy);
  }
}
