/** `btoa` takes characters, one a byte; a browser's worker has no `Buffer`. */
export const base64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
