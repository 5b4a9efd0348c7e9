import { describe, expect, test } from 'vitest';
import {
  hasImageName,
  imageFormat,
  imageFormats,
  readFormats,
  unreadFormat,
  unreadFormatOf,
  unreadFormats,
} from './image-formats.js';

const bytes = (latin1: string): Uint8Array => Uint8Array.from(latin1, (sign) => sign.charCodeAt(0));

describe('by its name, a file', () => {
  test.each(['a.png', 'b/c.JPG', 'x.y.jpeg', 'scan.TIF', 'scan.tiff', 'a.gif', 'a.avif'])(
    '%s is an image',
    (name) => {
      expect([hasImageName(name), unreadFormatOf(name)]).toEqual([true, undefined]);
    },
  );

  test.each([
    ['a.bmp', 'BMP'],
    ['IMG_0001.HEIC', 'HEIC'],
    ['logo.svg', 'SVG'],
    ['DSC_0001.NEF', 'camera raw'],
  ])('%s is an image of a format that is not read, %s', (name, format) => {
    expect([hasImageName(name), unreadFormatOf(name)]).toEqual([false, format]);
  });

  test.each(['notes.txt', 'png', '.png', 'a/.png', 'b\\.jpg', 'x.png.txt', 'constructor', 'a.'])(
    '%s is none',
    (name) => {
      expect([hasImageName(name), unreadFormatOf(name)]).toEqual([false, undefined]);
    },
  );
});

describe('by its bytes, a file', () => {
  test.each([
    ['PNG', '\u0089PNG\r\n\u001a\n'],
    ['JPEG', '\u00ff\u00d8\u00ff\u00e0'],
    ['WebP', 'RIFF\0\0\0\0WEBPVP8 '],
    ['TIFF', 'II*\0\u0008\0\0\0'],
    ['TIFF', 'MM\0*\0\0\0\u0008'],
    ['GIF', 'GIF89a'],
    ['AVIF', '\0\0\0\u001cftypavif\0\0\0\0mif1miaf'],
    ['AVIF', '\0\0\0\u0018ftypmif1\0\0\0\0avifmif1'],
  ])('is a %s', (name, start) => {
    expect(imageFormat(bytes(start))?.name).toBe(name);
  });

  test.each([
    ['HEIC', '\0\0\0\u0018ftypheic\0\0\0\0mif1heic'],
    ['BMP', 'BM\u0036\0\0\0'],
    ['SVG', '<?xml version="1.0"?>\n<svg xmlns="x">'],
    // The brands end with their box, whatever stands behind it.
    ['HEIC', '\0\0\0\u0010ftypmif1\0\0\0\0avif'],
  ])('is a %s, which is not read', (name, start) => {
    expect([imageFormat(bytes(start)), unreadFormat(bytes(start))]).toEqual([undefined, name]);
  });

  test.each(['', '<!doctype html>', 'RIFF\0\0\0\0WAVE', '\0\0\0\u0018ftypisom', 'hello'])(
    '%j is none',
    (start) => {
      expect([imageFormat(bytes(start)), unreadFormat(bytes(start))]).toEqual([undefined, undefined]);
    },
  );
});

test('no ending belongs to two formats', () => {
  const extensions = [...imageFormats, ...unreadFormats].flatMap((format) => format.extensions);
  expect(new Set(extensions).size).toBe(extensions.length);
});

test('the formats that are read are listed for a sentence', () => {
  expect(readFormats).toBe('PNG, JPEG, WebP, TIFF, GIF or AVIF');
});
