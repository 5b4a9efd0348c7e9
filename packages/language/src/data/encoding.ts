/** From the bytes of a file of text to its characters: as the pipeline names their encoding, never as it is guessed. */

interface EncodingKind {
  /** As the Encoding Standard (https://encoding.spec.whatwg.org) labels it. */
  readonly label: string;
  readonly doc: string;
}

/** By the names that a pipeline may write. A byte-order mark of UTF-8 or UTF-16 says more than any of them. */
export const encodings = {
  utf8: { label: 'utf-8', doc: 'UTF-8, or UTF-16 where a byte-order mark says so.' },
  utf16: { label: 'utf-16le', doc: 'UTF-16 without a byte-order mark, little-endian.' },
  latin1: { label: 'windows-1252', doc: 'Latin-1 with the additions of Windows-1252: Western Europe.' },
  latin2: { label: 'iso-8859-2', doc: 'ISO 8859-2: Central Europe.' },
  windows1250: { label: 'windows-1250', doc: 'Windows-1250: Central Europe.' },
  windows1251: { label: 'windows-1251', doc: 'Windows-1251: Cyrillic.' },
  koi8r: { label: 'koi8-r', doc: 'KOI8-R: Cyrillic.' },
  shift_jis: { label: 'shift_jis', doc: 'Shift JIS: Japanese.' },
  euc_kr: { label: 'euc-kr', doc: 'EUC-KR: Korean.' },
  gb18030: { label: 'gb18030', doc: 'GB 18030, and with it GBK and GB 2312: Chinese.' },
  big5: { label: 'big5', doc: 'Big5: traditional Chinese.' },
} as const satisfies Readonly<Record<string, EncodingKind>>;

export type Encoding = keyof typeof encodings;

/** The characters, or the first line that has bytes which are none, from 1, and what the file may be instead. */
export type Decoded =
  | { readonly text: string }
  | { readonly line: number; readonly likely: Encoding | undefined };

/** Without its byte-order mark. */
export function decodeText(bytes: Uint8Array, encoding: Encoding = 'utf8'): Decoded {
  const mark = markOf(bytes);
  const label = mark?.label ?? encodings[encoding].label;
  const rest = mark ? bytes.subarray(mark.length) : bytes;
  if (label === 'utf-8' && looksLikeUtf16(rest)) return { line: 1, likely: 'utf16' };
  const text = strictly(rest, label);
  if (text === undefined) {
    return { line: firstBadLine(rest, label), likely: label === 'utf-8' ? likelyOf(rest) : undefined };
  }
  return { text: label === encodings.latin1.label ? withWindowsSigns(text) : text };
}

function markOf([a, b, c]: Uint8Array): { readonly label: string; readonly length: number } | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return { label: 'utf-8', length: 3 };
  if (a === 0xff && b === 0xfe) return { label: 'utf-16le', length: 2 };
  return a === 0xfe && b === 0xff ? { label: 'utf-16be', length: 2 } : undefined;
}

/** The beginning of a file, for people to see: what cannot be decoded shows as that. */
export const decodeStart = (bytes: Uint8Array): string =>
  new TextDecoder(markOf(bytes)?.label ?? 'utf-8').decode(bytes);

function strictly(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What is looked at of a file to tell what it is. */
const sampled = 65_536;

/** Letters of ours, digits, spaces and line ends have a zero in every second byte in UTF-16, and none in UTF-8. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, sampled);
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2]!++;
  const [fewer = 0, more = 0] = zeros.toSorted((a, b) => a - b);
  return more * 3 > sample.length && more > 4 * fewer;
}

/** Two alphabets share no bytes with ours and so have few of ASCII's: which of their encodings it is, only people can tell. */
function likelyOf(bytes: Uint8Array): Encoding | undefined {
  const sample = bytes.subarray(0, sampled);
  let high = 0;
  for (const byte of sample) if (byte >= 0x80) high++;
  return high * 4 > sample.length ? undefined : 'latin1';
}

const lineEnd = 0x0a;

/** No byte of a longer character is that of a line end, in none of the encodings but UTF-16. */
function firstBadLine(bytes: Uint8Array, label: string): number {
  if (label.startsWith('utf-16')) {
    const text = new TextDecoder(label).decode(bytes);
    return text.slice(0, Math.max(text.indexOf('\ufffd'), 0)).split('\n').length;
  }
  for (let line = 1, start = 0; ; line++) {
    const end = bytes.indexOf(lineEnd, start);
    if (end === -1 || strictly(bytes.subarray(start, end), label) === undefined) return line;
    start = end + 1;
  }
}

/** What Windows-1252 has where Latin-1 has control characters; some versions of Node.js leave those (nodejs/node#56542). */
const windowsSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const withWindowsSigns = (text: string): string =>
  text.replaceAll(/[\u0080-\u009f]/g, (sign) => windowsSigns[sign.charCodeAt(0) - 0x80] ?? sign);
