/** One row of comma-separated values (RFC 4180), with its line end. */
export const csvRow = (cells: readonly (string | number)[]): string => `${cells.map(quote).join(',')}\r\n`;

const quote = (cell: string | number): string => {
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
