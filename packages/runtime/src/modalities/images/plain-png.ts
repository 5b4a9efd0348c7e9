/** What a PNG of the common kind says of itself, so that the decoder is not asked first what it then decodes. */
import { latin1 } from '@tlp/language/weights/kinds.js';

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

const SIGNATURE = 8;

/** A chunk: 4 bytes of length, 4 of its type, the data, 4 of a checksum. */
const AROUND = 12;

const IHDR = 0x49484452;

/** Chunks that say nothing of how an image is turned, as `eXIf` and texts may. */
const harmless = new Set([
  'IHDR',
  'PLTE',
  'tRNS',
  'IDAT',
  'cHRM',
  'gAMA',
  'sRGB',
  'iCCP',
  'sBIT',
  'bKGD',
  'hIST',
  'pHYs',
  'tIME',
]);

/**
 * The size of a PNG of at most 8 bits a channel that is shown as it is stored (PNG Specification, third edition, 5.3 and 11.2.1); null for
 * any other file.
 */
export function plainPngSize(bytes: Uint8Array): ImageSize | null {
  if (latin1(bytes.subarray(1, 4)) !== 'PNG') return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = SIGNATURE; at + AROUND <= bytes.length; at += AROUND + view.getUint32(at)) {
    const type = latin1(bytes.subarray(at + 4, at + 8));
    if (type === 'IEND') return sizeIn(view);
    if (!harmless.has(type)) return null;
  }
  return null;
}

/** What IHDR says, where it is the first chunk. */
function sizeIn(view: DataView): ImageSize | null {
  if (view.byteLength < SIGNATURE + AROUND + 13 || view.getUint32(12) !== IHDR) return null;
  const [width, height, depth] = [view.getUint32(16), view.getUint32(20), view.getUint8(24)];
  return width > 0 && height > 0 && depth <= 8 ? { width, height } : null;
}
