/** What was typed, which lists were seen, what the text was: for people to read. */
import { writeFile } from 'node:fs/promises';

/** As many of a list's rows as tell what it offers. */
const rows = 90;

export function createTranscript() {
  const lines = [];
  return {
    begin: (title) => lines.push('', `## ${title}`, ''),
    step({ keys, lists, before, after }) {
      lines.push(`typed  ${keys}`);
      for (const list of lists) {
        const offered = list.rows.length > rows ? `${list.rows.slice(0, rows)} …` : list.rows;
        lines.push(`       ${list.after || 'at first'} → ${offered || 'closed'}`);
      }
      const old = before.replace('|', '').split('\n');
      const changed = after.split('\n').filter((line) => !old.includes(line));
      for (const line of changed) lines.push(`text   ${line}`);
    },
    end: (text) => lines.push('', text.replace('|', '').trimEnd(), ''),
    write: (file) => writeFile(file, `${lines.join('\n').trim()}\n`),
  };
}
