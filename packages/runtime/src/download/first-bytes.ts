/** What a file is that came in the place of another, for the message about it. */
import { openRegular } from '../files/regular.js';

const read = 4096;

/** `a web page titled “Sign in”`, or the first bytes themselves. Never throws: the message matters more. */
export async function looksLike(file: string): Promise<string> {
  const start = await firstBytes(file).catch(() => undefined);
  return start === undefined ? 'a file that cannot be read' : kindOf(start);
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await openRegular(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(read), 0, read, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

const signatures: readonly (readonly [name: string, start: string])[] = [
  ['a zip archive', 'PK\x03\x04'],
  ['a gzip archive', '\x1f\x8b'],
  ['an HDF5 file', '\x89HDF\r\n\x1a\n'],
  ['a pickle', '\x80\x02'],
];

function kindOf(start: Buffer): string {
  if (start.length === 0) return 'an empty file';
  const text = start
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (/^(<!doctype html|<html)/i.test(text)) {
    const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1];
    return title?.trim() ? `a web page titled “${short(title)}”` : 'a web page';
  }
  if (text.startsWith('version https://git-lfs.github.com/spec/')) {
    return 'a Git LFS pointer, which names the file instead of holding it';
  }
  if (text.startsWith('<?xml')) return `XML, “${short(text)}”`;
  if (/^[{[]/.test(text) && isText(start)) return `JSON, “${short(text)}”`;
  const latin1 = start.toString('latin1');
  const signature = signatures.find(([, bytes]) => latin1.startsWith(bytes));
  if (signature) return signature[0];
  return isText(start)
    ? `text, “${short(text)}”`
    : `a file that begins with the bytes ${start
        .subarray(0, 8)
        .toString('hex')
        .replace(/..(?=.)/g, '$& ')}`;
}

/** Without the last sign, which the limit may have cut. */
const isText = (start: Buffer): boolean => !/[^\P{Cc}\s]|\ufffd/u.test(start.toString('utf8').slice(0, -1));

const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
};
