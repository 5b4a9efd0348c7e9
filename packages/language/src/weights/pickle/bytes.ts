/** The bytes end before the pickle does: damaged, or not read far enough. */
export class PickleTruncated extends Error {
  override readonly name = 'PickleTruncated';
}

/** A cursor over a pickle's bytes; no read goes past their end, so a length in a file never allocates. */
export class PickleBytes {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  position: number;

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.position = start;
  }

  u8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#advance(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  i32(): number {
    return this.#view.getInt32(this.#advance(4), true);
  }

  /** Big-endian, unlike everything else in a pickle. */
  f64(): number {
    return this.#view.getFloat64(this.#advance(8), false);
  }

  length32(): number {
    return this.u32();
  }

  length64(): number {
    const length = this.#view.getBigUint64(this.#advance(8), true);
    return length > BigInt(Number.MAX_SAFE_INTEGER) ? Number.POSITIVE_INFINITY : Number(length);
  }

  /** A view of the next bytes, not a copy. */
  take(length: number): Uint8Array {
    const start = this.#advance(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** Text up to the next line feed, which goes too. */
  line(): string {
    const end = this.#bytes.indexOf(0x0a, this.position);
    if (end < 0) throw new PickleTruncated('The pickle ends inside a line.');
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      this.#bytes.subarray(this.position, end),
    );
    this.position = end + 1;
    return text;
  }

  #advance(length: number): number {
    const start = this.position;
    if (start + length > this.#bytes.length) throw new PickleTruncated('The pickle ends too early.');
    this.position = start + length;
    return start;
  }
}
