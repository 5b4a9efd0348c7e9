/** What a cell means, by the type that a pipeline wants of its column. */
import type { Cell } from './table.js';

export const isEmpty = (cell: Cell): boolean => (typeof cell === 'object' ? cell.length === 0 : cell === '');

export const textOf = (cell: Cell): string => (typeof cell === 'object' ? cell.join(', ') : String(cell));

/** With a point, as programs write numbers; a decimal comma is told and not guessed. */
const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Undefined where the cell holds no number that is finite. */
export function numberOf(cell: Cell): number | undefined {
  const value =
    typeof cell === 'number'
      ? cell
      : typeof cell === 'string' && number.test(cell)
        ? Number(cell)
        : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** The parts of a cell without the spaces around them, each once: those of a JSON list, or what the separator parts. */
export function listOf(cell: Cell, separator: string): readonly string[] {
  const parts = typeof cell === 'object' ? cell : textOf(cell).split(separator);
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))];
}

/** The words of a cell: those of a list, or what white space parts. */
export const wordsOf = (cell: Cell): readonly string[] =>
  typeof cell === 'object' ? cell : (textOf(cell).match(/\S+/g) ?? []);

/** 0 or 1 as tables write them; undefined for anything else. */
export function flagOf(cell: Cell): boolean | undefined {
  const text = textOf(cell).toLowerCase();
  if (/^(?:1|1\.0|true)$/.test(text)) return true;
  return /^(?:0|0\.0|false)$/.test(text) ? false : undefined;
}

/** `1,5` for 1.5. */
export const hasDecimalComma = (cell: Cell): boolean => /^[+-]?\d+,\d+$/.test(textOf(cell));
