/** Comma-separated values (RFC 4180) that a spreadsheet takes for values, never for formulas. */

/** One row, with its line end. */
export const csvRow = (cells: readonly (string | number)[]): string => `${cells.map(cell).join(',')}\r\n`;

/** A path that begins as a formula does gets `./` before it, which names the same file. */
export const csvPath = (path: string): string => (formula.test(path) ? `./${path}` : path);

/** What Excel, LibreOffice and Google's spreadsheet read as a formula, within quotes too. */
const formula = /^[=+\-@\t\r]/;

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  // An apostrophe makes a text of it in all of them.
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
