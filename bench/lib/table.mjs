/** Rows of cells as text, the first column to the left, the others to the right. */
export function table(titles, rows) {
  const all = [titles, ...rows.map((row) => row.map(String))];
  const widths = titles.map((_, i) => Math.max(...all.map((row) => row[i].length)));
  const line = (row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('   ');
  return [line(titles), widths.map((w) => '─'.repeat(w)).join('───'), ...all.slice(1).map(line)].join('\n');
}
