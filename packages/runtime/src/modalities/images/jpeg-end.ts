/** JPEG files that lack nothing but their end marker: some cameras and programs never write it (ITU T.81, B.1). */

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;

/**
 * The file with an end marker, where it has none and all scans of the image have begun; null for any other file.
 *
 * Whether the last scan is whole, only a decoder can tell, and libvips does not where the last rows are concerned. So
 * there are several: with nothing between the data and the marker, and with bytes of no meaning. A decoder that needs
 * no more bits reads the same pixels from all of them.
 */
export function withEndMarker(bytes: Uint8Array): readonly Uint8Array[] | null {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return null;
  const scans = new Scans();
  let at = 2;
  for (;;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1];
    // Fill bytes may stand before a marker.
    if (marker === 0xff) at += 1;
    else if (marker === undefined || marker === EOI) return null;
    else {
      const end = at + 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
      if (end > bytes.length) return null;
      if (isFrame(marker)) scans.frame(bytes.subarray(at + 4, end));
      if (marker === SOS) {
        scans.scan(bytes.subarray(at + 4, end));
        at = endOfScan(bytes, end);
        if (at >= bytes.length) return scans.complete ? ended(bytes) : null;
      } else at = end;
    }
  }
}

/** Start of a frame: all of C0 to CF but the tables DHT and DAC and the reserved JPG. */
const isFrame = (marker: number): boolean => (marker & 0xf0) === 0xc0 && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Position of the next marker after a scan's data; the file's end where none follows. */
function endOfScan(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1]!;
    // FF 00 is a byte of data, FF D0 to FF D7 restart the decoder within the scan.
    if (bytes[at] === 0xff && next !== 0x00 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
    at += 1;
  }
  return bytes.length;
}

/** Zeros, ones and both in turn: what a decoder would take for bits that are missing. */
const PADDINGS = [[], [0xff, 0x00], [0x55], [0xaa], [0x33]].map((bytes) =>
  Buffer.alloc(64 * bytes.length, Buffer.from(bytes)),
);
const END_MARKER = Uint8Array.of(0xff, EOI);

/** Of the end marker, the first byte may be there. */
function ended(bytes: Uint8Array): Uint8Array[] {
  const data = bytes.at(-1) === 0xff ? bytes.subarray(0, -1) : bytes;
  return PADDINGS.map((padding) => Buffer.concat([data, padding, END_MARKER]));
}

/** Which coefficients of which components the scans have given to the last bit. */
class Scans {
  private readonly missing = new Set<number>();

  /** `length 1 precision, 2 height, 2 width, 1 components, then 3 a component` */
  frame(header: Uint8Array): void {
    for (let i = 0; i < (header[5] ?? 0); i++) {
      for (let k = 0; k < 64; k++) this.missing.add((header[6 + 3 * i] ?? 0) * 64 + k);
    }
  }

  /** `1 components, 2 a component, then first and last coefficient and the bit position`; progressive scans repeat. */
  scan(header: Uint8Array): void {
    const components = header[0] ?? 0;
    const [first = 0, last = 0, bits = 0] = header.subarray(1 + 2 * components);
    if ((bits & 0x0f) !== 0) return;
    for (let i = 0; i < components; i++) {
      for (let k = first; k <= last; k++) this.missing.delete((header[1 + 2 * i] ?? 0) * 64 + k);
    }
  }

  get complete(): boolean {
    return this.missing.size === 0;
  }
}
