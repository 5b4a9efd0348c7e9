/** Reads lines of JSON: one object a line, whose names are the columns. */
import { isRecord } from '../../record.js';
import { type Cell, longestRow, type Mistake, type Row, type Table } from './table.js';

/**
 * @param text with line ends of `\n` alone
 * @param verbatim columns whose texts keep the white space around them
 */
export function readJsonLines(text: string, verbatim: readonly string[] = []): Table {
  const columns = new Map<string, number>();
  const found: { line: number; cells: Cell[] }[] = [];
  const mistakes: Mistake[] = [];
  let line = 0;
  for (let start = 0, end = 0; start <= text.length; start = end + 1) {
    end = text.indexOf('\n', start);
    if (end === -1) end = text.length;
    line++;
    if (end - start > longestRow) {
      mistakes.push({ kind: 'too-long', line, found: end - start });
      continue;
    }
    const one = text.slice(start, end);
    if (one.trim() === '') continue;
    const value = parsed(one);
    if (!isRecord(value)) {
      mistakes.push({ kind: value === undefined ? 'not-json' : 'no-object', line });
      continue;
    }
    const cells: Cell[] = [];
    let nested: string | undefined;
    for (const [name, written] of Object.entries(value)) {
      const cell = typeof written === 'string' && verbatim.includes(name) ? written : cellOf(written);
      if (cell === undefined) nested = name;
      const at = columns.get(name) ?? columns.size;
      columns.set(name, at);
      cells[at] = cell ?? '';
    }
    if (nested === undefined) found.push({ line, cells });
    else mistakes.push({ kind: 'nested', line, column: nested });
  }
  const rows = found.map(({ line, cells }): Row => {
    return { line, cells: Array.from({ length: columns.size }, (_, at) => cells[at] ?? '') };
  });
  return { format: 'jsonl', separator: null, columns: [...columns.keys()], rows, mistakes };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Undefined for what is nested deeper than a list. */
function cellOf(value: unknown): Cell | undefined {
  if (Array.isArray(value)) {
    const items = value.map((item) => (Array.isArray(item) ? undefined : cellOf(item)));
    return items.every((item) => item !== undefined) ? items.map(String) : undefined;
  }
  if (value === null) return '';
  if (typeof value === 'number') return value;
  return typeof value === 'object' ? undefined : String(value).trim();
}
