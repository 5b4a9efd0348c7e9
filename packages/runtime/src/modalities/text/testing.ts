/** Data of texts for tests. */
import { join } from 'node:path';
import type { TextData } from '@tlp/language/modalities/text/data.js';
import type { TableLabels } from '@tlp/language/resolve/pipeline.js';
import { answerTasks } from '../../data/answer-tasks.js';
import { folderOf, STRATIFIED } from '../images/testing.js';

const shared = {
  kind: 'text',
  split: STRATIFIED,
  batch: 4,
  balance: 'none',
  splitSeed: 0,
  columns: [],
  long: 'head',
  encoding: 'utf8',
} as const;

/** A table in a new folder, as data. @param labels what is not as usual: the column `kind` holds a class */
export async function tableData(
  content: string | Uint8Array,
  options: Partial<TextData> & { readonly name?: string; readonly answer?: TableLabels['answer'] } = {},
): Promise<TextData> {
  const { name = 'mails.csv', answer = { kind: 'label', column: 'kind' } as const, ...data } = options;
  const path = join(await folderOf({ [name]: content }), name);
  const labels: TableLabels = { kind: 'table', path, task: answerTasks[answer.kind], answer };
  return { ...shared, path, text: ['body'], labels, ...data };
}

/** Files in a new folder, as data. */
export async function folderData(
  files: Readonly<Record<string, string | Uint8Array>>,
  data: Partial<TextData> = {},
): Promise<TextData> {
  return { ...shared, path: await folderOf(files), text: [], labels: { kind: 'folder' }, ...data };
}

/** Rows of two classes by turns. */
export const mails = (many = 40): string =>
  `kind,body\n${Array.from({ length: many }, (_, i) => `${i % 2 ? 'spam' : 'ham'},text ${i}`).join('\n')}\n`;
