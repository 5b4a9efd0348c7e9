/** Looks for a table that labels the images of a folder, in it or beside it. */
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { indexFiles } from '@tlp/language/data/table/file-index.js';
import { type ColumnsProposed, proposeColumns } from '@tlp/language/data/table/propose.js';
import { readTable } from '@tlp/language/data/table/read.js';
import { tableFormat } from '@tlp/language/data/table/table.js';
import { imageFiles } from '@tlp/language/modalities/images/image-formats.js';
import type { TableLabels } from '@tlp/language/resolve/pipeline.js';
import { answerTasks } from '../../data/answer-tasks.js';
import { listFiles } from '../../data/folder.js';
import { readRegularText } from '../../files/regular.js';

export interface TableChoice {
  readonly labels: TableLabels;
  readonly split: ColumnsProposed['split'];
}

/** The first table that names most of its images here; those in the folder come first. */
export async function findTable(folder: string): Promise<TableChoice | undefined> {
  const { images } = await listFiles(folder, imageFiles);
  for (const place of [folder, dirname(folder)]) {
    for (const path of await tablesIn(place)) {
      const find = indexFiles(images, folder, path);
      const table = readTable(await readRegularText(path), tableFormat(path) ?? 'csv');
      const columns =
        table.rows.length > 0 ? proposeColumns(table, (text) => find(text).length === 1) : undefined;
      if (!columns) continue;
      const { file, answer, split } = columns;
      return { labels: { kind: 'table', path, file, task: answerTasks[answer.kind], answer }, split };
    }
  }
  return undefined;
}

/** Those whose names tell that they are of all images, or of training, come first. */
async function tablesIn(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => tableFormat(name));
  const rank = (name: string): number =>
    [/label|annot|meta/i, /train/i, /^(?!.*(?:test|sample|submission))/i].findIndex((known) =>
      known.test(basename(name)),
    );
  const ranked = names.map((name) => ({ name, rank: rank(name) < 0 ? 9 : rank(name) }));
  return ranked
    .sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1))
    .map(({ name }) => join(folder, name));
}
