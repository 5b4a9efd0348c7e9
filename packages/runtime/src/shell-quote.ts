/** Words as a shell reads them back, for commands that a person pastes. */

/** Letters and signs that no shell takes for more than they are. */
const plain = /^[\w@%+=:,./-]+$/;

/** One command line; what is no plain word stands in quotes: of `cmd` and PowerShell on Windows, else of POSIX. */
export const shellCommand = (words: readonly string[], platform = process.platform): string =>
  words.map((word) => shellQuote(word, platform)).join(' ');

export function shellQuote(word: string, platform = process.platform): string {
  if (platform === 'win32') return /^[\w@+=:./\\-]+$/.test(word) ? word : `"${word.replaceAll('"', '""')}"`;
  if (plain.test(word)) return word;
  // A control character would not survive the way over a terminal; bash, zsh and ksh read it by its number.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  if (/[\0-\x1f\x7f-\x9f]/.test(word)) return `$'${word.replace(/['\\]|[\0-\x1f\x7f-\x9f]/g, ansiC)}'`;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

const ansiC = (sign: string): string =>
  /['\\]/.test(sign) ? `\\${sign}` : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
