/** Pixels of one image: interleaved, `size × size × channels`, 0..255; RGB where nothing else is said. */
export type Pixels = Uint8Array;
