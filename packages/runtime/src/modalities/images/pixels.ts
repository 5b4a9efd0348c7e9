/** Pixels of one image: RGB, interleaved, `size × size × 3`, 0..255. */
export type Pixels = Uint8Array;
