/** Diagnostics of images that cannot be used, each with the path and what to do. */
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { NotAFile } from '../files/regular.js';
import { hasImageName } from './formats.js';

/** Bad images are reported together, at most this many, so that they can be mended in one go. */
export const MAX_REPORTED = 10;

/** Enough for any camera; one decoded image stays below 300 MB. */
export const MAX_PIXELS = 100_000_000;

const remedies: Readonly<Record<string, string>> = {
  ENOENT: 'Restore it, or remove the link to it.',
  EACCES: 'Give yourself permission to read it.',
  EPERM: 'Give yourself permission to read it.',
};

export function unreadable(path: string, cause: unknown): Diagnostic {
  const code = cause instanceof NotAFile ? null : (cause as NodeJS.ErrnoException).code;
  return {
    code: 'TLP351',
    severity: 'error',
    message: `The image ${path} cannot be read (${code ?? text(cause)}).`,
    remedy: remedies[code ?? ''] ?? 'Copy it again from where it came from, or remove it.',
    file: path,
  };
}

export function notAnImage(path: string, bytes: number): Diagnostic {
  return {
    code: 'TLP359',
    severity: 'error',
    message:
      bytes === 0
        ? `The image ${path} is empty.`
        : `${path} is ${hasImageName(path) ? 'named as an image but is ' : ''}no PNG, JPEG or WebP.`,
    remedy: bytes === 0 ? 'Copy it again, or remove it.' : 'Convert it to one of these, or remove it.',
    file: path,
  };
}

export function undecodable(path: string, cause: unknown): Diagnostic {
  return {
    code: 'TLP360',
    severity: 'error',
    message: `The image ${path} is damaged: ${text(cause)}.`,
    remedy: 'Copy it again from where it came from, or remove it.',
    file: path,
  };
}

export function tooLarge(path: string, width: number, height: number): Diagnostic {
  return {
    code: 'TLP362',
    severity: 'error',
    message: `The image ${path} has ${width} × ${height} pixels, more than the ${MAX_PIXELS / 1e6} million that are decoded.`,
    remedy: 'Scale it down, or cut it into several images.',
    file: path,
  };
}

/** The decoder's words, without its line breaks and full stop. */
function text(cause: unknown): string {
  const words = cause instanceof Error ? cause.message : String(cause);
  return words.replaceAll(/\s*\n\s*/g, '; ').replace(/[.;\s]+$/, '');
}
