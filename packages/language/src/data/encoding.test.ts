import { describe, expect, test } from 'vitest';
import { decodeText, type Encoding } from './encoding.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...values: readonly number[]) => Uint8Array.from(values);
const utf16 = (text: string, bigEndian = false): Uint8Array =>
  Uint8Array.from(
    [...Array(text.length).keys()].flatMap((i) => {
      const unit = text.charCodeAt(i);
      return bigEndian ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8];
    }),
  );

describe('text is decoded', () => {
  test.each<[string, Uint8Array, Encoding, string]>([
    ['UTF-8', utf8('grüß 🌷\n'), 'utf8', 'grüß 🌷\n'],
    ['UTF-8 with a mark', bytes(0xef, 0xbb, 0xbf, ...utf8('añ')), 'utf8', 'añ'],
    ['a replacement character that was meant', utf8('a\ufffdb'), 'utf8', 'a\ufffdb'],
    ['UTF-16 with a mark', bytes(0xff, 0xfe, ...utf16('añ🌷')), 'utf8', 'añ🌷'],
    ['UTF-16 of the other order', bytes(0xfe, 0xff, ...utf16('añ', true)), 'utf8', 'añ'],
    ['UTF-16 that is named', utf16('añ'), 'utf16', 'añ'],
    ['Latin-1, with the signs of Windows', bytes(0x63, 0xe9, 0x80, 0x93), 'latin1', 'cé€“'],
    ['Cyrillic', bytes(0xef, 0xf0, 0xe8), 'windows1251', 'при'],
    ['Japanese', bytes(0x93, 0xfa, 0x96, 0x7b), 'shift_jis', '日本'],
    ['a mark, whatever is named', bytes(0xef, 0xbb, 0xbf, ...utf8('é')), 'latin1', 'é'],
    ['nothing', bytes(), 'utf8', ''],
  ])('%s', (_, input, encoding, text) => {
    expect(decodeText(input, encoding)).toEqual({ text });
  });
});

describe('what is no text of the encoding is told with its line', () => {
  const latin = [...'one\nca', 'f']
    .join('')
    .split('')
    .map((sign) => sign.charCodeAt(0));
  const cyrillic = Array.from({ length: 40 }, (_, i) => 0xc0 + i);

  test.each<[string, Uint8Array, Encoding, { line: number; likely: Encoding | undefined }]>([
    ['Latin-1', bytes(...latin, 0xe9, 0x0a, 0x61), 'utf8', { line: 2, likely: 'latin1' }],
    ['at the end', bytes(0x61, 0x0a, 0x62, 0x0a, 0x63, 0xff), 'utf8', { line: 3, likely: 'latin1' }],
    ['letters that are none of ours', bytes(...cyrillic), 'utf8', { line: 1, likely: undefined }],
    ['UTF-16 without a mark', utf16('kind,text\n'), 'utf8', { line: 1, likely: 'utf16' }],
    ['of a named encoding', bytes(0x61, 0x0a, 0x81, 0x0a), 'shift_jis', { line: 2, likely: undefined }],
  ])('%s', (_, input, encoding, wrong) => {
    expect(decodeText(input, encoding)).toEqual(wrong);
  });
});
