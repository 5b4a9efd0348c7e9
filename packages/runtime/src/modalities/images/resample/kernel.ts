/** The WebAssembly of `kernel.wat` and its memory, which grows to the largest image and is used again for the next. */
import { kernel as assembled } from './generated/kernel.js';

/** Taps of a filter along one axis, in fixed point. */
export interface FixedTaps {
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  /** `taps` weights a position, the unused ones zero. */
  readonly weights: Int32Array;
  readonly taps: number;
}

/** Where something is laid in the memory, bytes. */
type Place = number;

/** Taps that lie in the memory. */
export interface TapsPlaced extends Pick<FixedTaps, 'taps'> {
  readonly starts: Place;
  readonly counts: Place;
  readonly weights: Place;
  /** Positions that they are for. */
  readonly size: number;
}

export interface Kernel {
  /** Makes room for so many bytes in so many pieces. What was laid before is lost. */
  begin(bytes: number, pieces: number): void;
  reserve(bytes: number): Place;
  lay(values: Uint8Array | Int32Array): Place;
  layTaps(taps: FixedTaps): TapsPlaced;
  rows(source: Place, sourceWidth: number, height: number, target: Place, across: TapsPlaced): void;
  columns(source: Place, stride: number, target: Place, down: TapsPlaced): void;
  /** A copy of what stands there. */
  copy(at: Place, bytes: number): Uint8Array<ArrayBuffer>;
}

const PAGE = 65536;

/** Pieces begin at such a place; beyond each there is as much room, into which the kernel may write. */
const ALIGNED = 16;

let running: Kernel | undefined;

export function resampleKernel(): Kernel {
  running ??= start();
  return running;
}

function start(): Kernel {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(assembled, 'base64')));
  const { memory, rows, columns } = exports;
  if (!(memory instanceof WebAssembly.Memory) || typeof rows !== 'function' || typeof columns !== 'function')
    throw new Error('The resampling kernel lacks an export.');
  let next = 0;
  const reserve = (bytes: number): Place => {
    const at = next;
    next += Math.ceil(bytes / ALIGNED) * ALIGNED + ALIGNED;
    return at;
  };
  const lay = (values: Uint8Array | Int32Array): Place => {
    const at = reserve(values.byteLength);
    new Uint8Array(memory.buffer).set(
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
      at,
    );
    return at;
  };
  return {
    begin(bytes, pieces) {
      next = 0;
      const lacking = bytes + 2 * ALIGNED * pieces - memory.buffer.byteLength;
      if (lacking > 0) memory.grow(Math.ceil(lacking / PAGE));
    },
    reserve,
    lay,
    layTaps: ({ starts, counts, weights, taps }) => ({
      starts: lay(starts),
      counts: lay(counts),
      weights: lay(weights),
      taps,
      size: starts.length,
    }),
    rows(source, sourceWidth, height, target, { size, starts, counts, weights, taps }) {
      rows(source, sourceWidth, height, target, size, starts, counts, weights, taps);
    },
    columns(source, stride, target, { size, starts, counts, weights, taps }) {
      columns(source, stride, target, size, starts, counts, weights, taps);
    },
    copy: (at, bytes) => new Uint8Array(memory.buffer.slice(at, at + bytes)),
  };
}
