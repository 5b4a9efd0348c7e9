/** The formats of images: which are read, and which are known but not read. A name tells in a listing, the bytes tell in a run. */
import type { FileKinds } from '../../data/walk.js';
import { latin1 } from '../../weights/kinds.js';

export interface ImageFormat {
  readonly name: string;
  /** Ends of file names, in lower case. */
  readonly extensions: readonly string[];
  /** Whether a file that starts so, one character a byte, is of the format. */
  readonly looks: (start: string) => boolean;
}

/** Enough of a file's beginning to tell its format. */
export const imageStartBytes = 64;

const startsWith =
  (...signatures: readonly string[]) =>
  (start: string): boolean =>
    signatures.some((signature) => start.startsWith(signature));

/** ISO base media: the brands of a file stand in its first box. */
const branded =
  (brands: RegExp) =>
  (start: string): boolean => {
    if (!start.startsWith('ftyp', 4)) return false;
    const length = start.charCodeAt(2) * 256 + start.charCodeAt(3);
    return brands.test(start.slice(8, Math.min(length, imageStartBytes)));
  };

const tiff = startsWith('II*\0', 'MM\0*', 'II+\0', 'MM\0+');
const avif = branded(/avi[fs]/);

/** What the decoder reads as Pillow does; of several pages or frames the first. */
export const imageFormats: readonly ImageFormat[] = [
  { name: 'PNG', extensions: ['png', 'apng'], looks: startsWith('\u0089PNG\r\n\u001a\n') },
  { name: 'JPEG', extensions: ['jpg', 'jpeg', 'jpe', 'jfif'], looks: startsWith('\u00ff\u00d8\u00ff') },
  {
    name: 'WebP',
    extensions: ['webp'],
    looks: (start) => start.startsWith('RIFF') && start.startsWith('WEBP', 8),
  },
  { name: 'TIFF', extensions: ['tif', 'tiff'], looks: tiff },
  { name: 'GIF', extensions: ['gif'], looks: startsWith('GIF87a', 'GIF89a') },
  { name: 'AVIF', extensions: ['avif', 'avifs'], looks: avif },
];

const never = (): boolean => false;

/** Images too, but none that is read: `looks` is for the message where one bears another's name. */
export const unreadFormats: readonly ImageFormat[] = [
  { name: 'BMP', extensions: ['bmp', 'dib'], looks: startsWith('BM') },
  { name: 'HEIC', extensions: ['heic', 'heif', 'hif'], looks: branded(/hei[cxms]|hev[cx]|mif1|msf1/) },
  { name: 'SVG', extensions: ['svg', 'svgz'], looks: (start) => /^\s*(?:<\?xml[^>]*>\s*)?<svg/i.test(start) },
  { name: 'JPEG XL', extensions: ['jxl'], looks: startsWith('\u00ff\u000a', '\0\0\0\u000cJXL ') },
  { name: 'JPEG 2000', extensions: ['jp2', 'j2k', 'jpx', 'jpf'], looks: startsWith('\0\0\0\u000cjP  ') },
  { name: 'Windows icon', extensions: ['ico', 'cur'], looks: startsWith('\0\0\u0001\0', '\0\0\u0002\0') },
  { name: 'Photoshop', extensions: ['psd', 'psb'], looks: startsWith('8BPS') },
  { name: 'Targa', extensions: ['tga'], looks: never },
  {
    name: 'Netpbm',
    extensions: ['ppm', 'pgm', 'pbm', 'pnm', 'pam'],
    looks: (start) => /^P[1-7]\s/.test(start),
  },
  { name: 'OpenEXR', extensions: ['exr'], looks: startsWith('v/1\u0001') },
  { name: 'Radiance HDR', extensions: ['hdr'], looks: startsWith('#?RADIANCE') },
  { name: 'DICOM', extensions: ['dcm', 'dicom'], looks: never },
  {
    name: 'camera raw',
    extensions: ['dng', 'cr2', 'cr3', 'nef', 'arw', 'orf', 'rw2', 'raf', 'pef', 'srw'],
    looks: never,
  },
];

const byExtension = (formats: readonly ImageFormat[]): ReadonlyMap<string, ImageFormat> =>
  new Map(formats.flatMap((format) => format.extensions.map((extension) => [extension, format] as const)));
const read = byExtension(imageFormats);
const unread = byExtension(unreadFormats);

/** By its last extension; a name that is nothing else (`.png`) is a hidden file. */
function named(path: string, formats: ReadonlyMap<string, ImageFormat>): ImageFormat | undefined {
  const [, extension] = /[^\\/]\.([a-z0-9]+)$/i.exec(path) ?? [];
  return extension === undefined ? undefined : formats.get(extension.toLowerCase());
}

export const hasImageName = (path: string): boolean => named(path, read) !== undefined;

/** The format, by name, of an image that is not read. */
export const unreadFormatOf = (path: string): string | undefined => named(path, unread)?.name;

export const imageFiles: FileKinds = {
  isRead: hasImageName,
  isUnread: (name) => unreadFormatOf(name) !== undefined,
};

/** The format of a file that starts so; undefined for anything that is not read. */
export function imageFormat(start: Uint8Array): ImageFormat | undefined {
  const text = latin1(start.subarray(0, imageStartBytes));
  return imageFormats.find(({ looks }) => looks(text));
}

/** What a file that starts so is, where it is an image that is not read. */
export function unreadFormat(start: Uint8Array): string | undefined {
  const text = latin1(start.subarray(0, imageStartBytes));
  return unreadFormats.find(({ looks }) => looks(text))?.name;
}

const names = imageFormats.map(({ name }) => name);

/** `PNG, JPEG … or AVIF`, for sentences. */
export const readFormats = `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
