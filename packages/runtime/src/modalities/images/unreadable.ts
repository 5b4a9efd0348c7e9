/** Diagnostics of images that cannot be used, each with the path and what to do. */

import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { errorText } from '@tlp/language/error-text.js';
import {
  hasImageName,
  imageStartBytes,
  readFormats,
  unreadFormat,
  unreadFormatOf,
} from '@tlp/language/modalities/images/image-formats.js';
import { latin1, standInFor } from '@tlp/language/weights/kinds.js';
import { NotAFile, whyUnread } from '../../files/regular.js';

/** Enough for any camera; one decoded image stays below 300 MB. */
export const MAX_PIXELS = 100_000_000;

/** The longest side that a JPEG can have. Decoding takes its time by the row, however short the rows are. */
const MAX_SIDE = 65_535;

export const isTooLarge = (width: number, height: number): boolean =>
  width * height > MAX_PIXELS || Math.max(width, height) > MAX_SIDE;

const remedies: Readonly<Record<string, string>> = {
  ENOENT: 'Restore it, or remove the link to it.',
  EACCES: 'Change its permissions.',
  EPERM: 'Change its permissions.',
};

export function unreadable(path: string, cause: unknown): Diagnostic {
  const code = cause instanceof NotAFile ? null : (cause as NodeJS.ErrnoException).code;
  return {
    code: 'TLP351',
    severity: 'error',
    message: `The image ${path} cannot be read (${whyUnread(cause)}).`,
    remedy:
      path.includes('\ufffd') && code === 'ENOENT'
        ? 'Its name is not UTF-8: rename it.'
        : (remedies[code ?? ''] ?? 'Copy it again from its source, or remove it.'),
    file: path,
  };
}

/** @param start the first bytes of the file */
export function notAnImage(path: string, start: Uint8Array): Diagnostic {
  return { code: 'TLP359', severity: 'error', ...notRead(path, start), file: path };
}

function notRead(path: string, start: Uint8Array): Pick<Diagnostic, 'message' | 'remedy'> {
  if (start.length === 0)
    return { message: `The image ${path} is empty.`, remedy: 'Copy it again, or remove it.' };
  const format = unreadFormat(start) ?? unreadFormatOf(path);
  if (format !== undefined) {
    return {
      message: `The image ${path} is in an unsupported format, ${format}.`,
      remedy: `Convert it to PNG, for example with ImageMagick: \`magick "${path}" "${path.replace(/(?:\.[^./\\]*)?$/, '.png')}"\`.`,
    };
  }
  const standIn = standInFor(latin1(start.subarray(0, imageStartBytes)));
  const remedy = 'Convert it to one of these, or remove it.';
  if (standIn) return { message: `The image ${path} is ${standIn.is}.`, remedy: standIn.remedy ?? remedy };
  return {
    message: `${path} is ${hasImageName(path) ? 'named like an image but is ' : ''}not a ${readFormats} image.`,
    remedy,
  };
}

/** @param depth of a channel, as libvips calls it */
export function unknownDepth(path: string, depth: string): Diagnostic {
  return {
    code: 'TLP359',
    severity: 'error',
    message: `The image ${path} has ${depth} pixels; only 8 and 16 bits per channel are supported.`,
    remedy: 'Save it with 8 bits per channel.',
    file: path,
  };
}

export function undecodable(path: string, cause: unknown): Diagnostic {
  // libvips sometimes loses its reason where several images fail at once.
  const reason = text(cause).replace(/^Unknown error$/, '');
  return {
    code: 'TLP360',
    severity: 'error',
    message: `The image ${path} is damaged${reason && `: ${reason}`}.`,
    remedy: 'Copy it again from its source, or remove it.',
    file: path,
  };
}

export function tooLarge(path: string, width: number, height: number): Diagnostic {
  return {
    code: 'TLP362',
    severity: 'error',
    message:
      `The image ${path} has ${width} × ${height} pixels. ` +
      `The limit is ${MAX_PIXELS / 1e6} million pixels, and ${MAX_SIDE} per side.`,
    remedy: 'Scale it down, or cut it into several images.',
    file: path,
  };
}

export function changed(path: string): Diagnostic {
  return {
    code: 'TLP385',
    severity: 'error',
    message: `The image ${path} was changed after it was first read.`,
    remedy: 'Do not change the data during a run, and start again.',
    file: path,
  };
}

/** The decoder's words, without its line breaks and full stop. */
function text(cause: unknown): string {
  return errorText(cause)
    .replaceAll(/\s*\n\s*/g, '; ')
    .replace(/[.;\s]+$/, '');
}
