/** The start of a file's name, of at most so many bytes of UTF-8: file systems take names of 255. */
export function shortName(name: string, bytes: number): string {
  let short = '';
  let length = 0;
  for (const sign of name) {
    length += Buffer.byteLength(sign);
    if (length > bytes) break;
    short += sign;
  }
  return short;
}
