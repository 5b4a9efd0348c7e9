/** Texts for people to see. */
import { join } from 'node:path';
import { tableOfBytes } from '@tlp/language/data/row-data.js';
import type { Row } from '@tlp/language/data/table/table.js';
import { rowData, type TextData } from '@tlp/language/modalities/text/data.js';
import { spelled } from '../../data/folder.js';
import { tableBytes } from '../../data/table-text.js';
import type { Shown } from '../modality.js';
import type { TextItem } from './example.js';
import { type Texts, textsOf } from './row-texts.js';
import { readTextFile } from './text-file.js';

/** Characters that a report shows of a text. */
const longest = { usual: 1000, small: 200 } as const;

/** Null where it is not there any more. */
export async function showText(
  data: TextData,
  id: string,
  size: keyof typeof longest = 'usual',
): Promise<Shown | null> {
  const most = longest[size];
  const texts = await textsAt(data, id).catch(() => null);
  if (texts === null) return null;
  const text = texts.map((one) => (one.length > most ? `${one.slice(0, most)}…` : one)).join('\n\n');
  return { kind: 'text', text };
}

/** Null where it is no text any more. @throws where it is not there */
export async function textsAt(data: TextData, id: string): Promise<Texts | null> {
  if (data.labels.kind === 'table') {
    const line = Number(id.slice(id.lastIndexOf(':') + 1));
    return (await rowsOf(data)).get(line) ?? null;
  }
  const read = await readTextFile(await spelled(join(data.path, id)), data.encoding);
  return 'text' in read ? [read.text] : null;
}

/** The texts with these identities, as the reader takes them. */
export const textsAgain = (data: TextData, ids: readonly string[]): Promise<readonly (TextItem | null)[]> =>
  Promise.all(
    ids.map(async (id) => {
      const texts = await textsAt(data, id).catch(() => null);
      return texts && { id, texts };
    }),
  );

/** A report shows many rows, and a table is read as a whole. */
const tables = new WeakMap<TextData, Promise<ReadonlyMap<number, Texts>>>();

function rowsOf(data: TextData): Promise<ReadonlyMap<number, Texts>> {
  const known = tables.get(data) ?? readRows(data);
  tables.set(data, known);
  return known;
}

async function readRows(data: TextData): Promise<ReadonlyMap<number, Texts>> {
  const wanted = rowData(data)!;
  const table = tableOfBytes(await tableBytes(wanted.labels), wanted);
  const read = textsOf(table, data.text);
  return new Map(table.rows.map((row: Row) => [row.line, read(row)]));
}
