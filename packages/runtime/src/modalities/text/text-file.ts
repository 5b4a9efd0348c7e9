/** Reads a file that is one text. */
import { decodeText, type Encoding } from '@tlp/language/data/encoding.js';
import { longestRow } from '@tlp/language/data/table/table.js';
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { count } from '@tlp/language/quantities.js';
import { readRegular, whyUnread } from '../../files/regular.js';

export type TextRead = { readonly text: string } | { readonly wrong: Diagnostic };

/** With line ends of `\n` alone, and none at the end. */
export async function readTextFile(path: string, encoding: Encoding): Promise<TextRead> {
  const bytes = await readRegular(path).catch((cause: unknown) => unreadable(path, cause));
  if (!(bytes instanceof Uint8Array)) return { wrong: bytes };
  if (bytes.length > 4 * longestRow) return { wrong: tooLong(path, bytes.length) };
  const decoded = decodeText(bytes, encoding);
  if ('line' in decoded) return { wrong: undecodable(path, encoding, decoded) };
  const text = withoutLastLineEnds(decoded.text.replaceAll(/\r\n?/g, '\n'));
  return text.length > longestRow ? { wrong: tooLong(path, text.length) } : { text };
}

function withoutLastLineEnds(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n') end--;
  return text.slice(0, end);
}

const unreadable = (path: string, cause: unknown): Diagnostic => ({
  code: 'TLP351',
  severity: 'error',
  message: `The text ${path} cannot be read (${whyUnread(cause)}).`,
  remedy: 'Change its permissions, or remove it.',
  file: path,
});

const tooLong = (path: string, length: number): Diagnostic => ({
  code: 'TLP396',
  severity: 'error',
  message: `The text ${path} has ${count(length)} characters, and at most ${count(longestRow)} are read.`,
  remedy: 'Divide it into texts of their own.',
  file: path,
});

function undecodable(
  path: string,
  encoding: Encoding,
  { line, likely }: { readonly line: number; readonly likely: Encoding | undefined },
): Diagnostic {
  const named = encoding === 'utf8' ? 'UTF-8' : encoding;
  const other = likely
    ? `\`encoding: ${likely}\`, which it most likely is`
    : 'its encoding, such as `encoding: shift_jis`';
  return {
    code: 'TLP396',
    severity: 'error',
    message: `The text ${path} has characters that are not ${named} (line ${count(line)}).`,
    remedy: `Save it as UTF-8, or set ${other}.`,
    file: path,
  };
}
