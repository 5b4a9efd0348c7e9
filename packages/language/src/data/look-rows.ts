/** What a table holds whose rows are the examples: what the file-aware rules go by. */
import type { SourceFiles } from '../files.js';
import type { Data } from '../resolve/pipeline.js';
import type { Steps } from '../steps.js';
import type { Encoding } from './encoding.js';
import { estimatedLengths } from './estimated-lengths.js';
import { withoutListed } from './exclude/without-listed.js';
import { keepLook, keptLook } from './kept.js';
import { type LookBudget, tableText } from './look.js';
import { type RowDataWanted, rowsFound, tableOfBytes } from './row-data.js';
import { type DataSeen, seenOf } from './seen.js';
import type { TableNotRead } from './table/found.js';
import { sampleBytes } from './table/sample.js';
import { type Table, tableFormat } from './table/table.js';

/** A second look costs little while the file is the same. Of a table beyond the budget only the first rows are looked at. */
export function* lookAtRows(
  files: SourceFiles,
  data: RowDataWanted & Pick<Data, 'splitSeed' | 'exclude'>,
  budget: LookBudget,
): Steps<DataSeen | undefined> {
  const { labels, content, columns, encoding, split, splitSeed, exclude } = data;
  const { path } = labels;
  const wanted = JSON.stringify([
    path,
    labels,
    content,
    columns,
    encoding,
    split,
    splitSeed,
    exclude,
    data.slices,
    budget.table,
  ]);
  const kept = keptLook(files, wanted);
  if (kept) return kept.seen;
  const stamp = stampOf(files, path);
  const read = wholeFile(files, data, budget.table) ?? firstRows(files, path, encoding);
  yield;
  const table = read && tableOfBytes(read.bytes, { ...data, encoding: read.encoding });
  yield;
  const whole = read?.whole === true && table !== undefined && table.mistakes.length === 0;
  const stampOfList = exclude === undefined ? undefined : stampOf(files, exclude);
  const rows = rowsFound(data, (read?.whole === false ? withoutEnd(table) : table) ?? notRead(files, path));
  const found =
    exclude === undefined
      ? rows
      : withoutListed(rows, data, tableText(files, exclude, budget.table) ?? notRead(files, exclude));
  const missing = found.table?.state === 'read' && found.table.missing.length > 0;
  // Where a part of the table is not understood, the rest says nothing of the whole.
  const lengths = table && !missing ? estimatedLengths(table, content) : [];
  const seen = { ...seenOf(found, data, whole && !missing), ...(lengths.length > 0 ? { lengths } : {}) };
  const isSame = () =>
    stamp !== undefined &&
    stampOf(files, path) === stamp &&
    (exclude === undefined || stampOf(files, exclude) === stampOfList);
  keepLook(files, wanted, { seen, listings: new Map(), isSame });
  return seen;
}

const stampOf = (files: SourceFiles, path: string): string | undefined =>
  files.stamp?.(path) ?? files.read(path);

interface FileRead {
  readonly bytes: Uint8Array;
  readonly encoding: Encoding;
  readonly whole: boolean;
}

/** All of a file, if it is not too long. */
function wholeFile(
  files: SourceFiles,
  { labels: { path }, encoding }: RowDataWanted,
  most: number,
): FileRead | undefined {
  const size = files.size?.(path);
  const bytes = size === undefined || size > most ? undefined : files.head(path, size);
  if (bytes && bytes.length === size) return { bytes, encoding, whole: true };
  const text = size === undefined || size <= most ? files.read(path) : undefined;
  if (text === undefined) return undefined;
  // It was decoded where it was read.
  return { bytes: new TextEncoder().encode(text), encoding: 'utf8', whole: true };
}

const lineEnd = 0x0a;

/** Enough to tell the columns. */
function firstRows(files: SourceFiles, path: string, encoding: Encoding): FileRead | undefined {
  const start = files.head(path, sampleBytes);
  const end = start?.lastIndexOf(lineEnd) ?? -1;
  // In UTF-16 a line end has a second byte.
  const isWide = encoding === 'utf16' || start?.[0] === 0xff || start?.[0] === 0xfe;
  if (!start || end <= 0 || isWide) return undefined;
  return { bytes: start.subarray(0, end + 1), encoding, whole: false };
}

/** A text in quotation marks may go on behind the first rows. */
const withoutEnd = (table: Table | undefined): Table | undefined =>
  table && { ...table, mistakes: table.mistakes.filter(({ kind }) => kind !== 'open-quote') };

/** Why there is nothing of a table. */
function notRead(files: SourceFiles, path: string): Pick<TableNotRead, 'state' | 'beside'> {
  const cut = path.search(/[/\\][^/\\]*$/);
  const listing = files.list(path.slice(0, Math.max(cut, 0))) ?? [];
  const tables = listing.filter(({ name, folder }) => !folder && tableFormat(name));
  const there = tables.some(({ name }) => name === path.slice(cut + 1));
  return {
    state: !there && files.complete ? 'absent' : 'unseen',
    beside: tables.map(({ name }) => name),
  };
}
