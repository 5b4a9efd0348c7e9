/** NumPy's file format, version 1.0 (numpy.lib.format): float32, row-major. */

/**
 * Magic, version, length and a Python dictionary, padded with spaces so that the data starts at a multiple of 64.
 * @param least bytes that it takes at least, where it goes over one of another shape
 */
export function npyHeader(shape: readonly number[], least = 0): Buffer {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const dictionary = `{'descr': '<f4', 'fortran_order': False, 'shape': ${tuple}, }`;
  const fixed = 10;
  const padded = Math.ceil(Math.max(fixed + dictionary.length + 1, least) / 64) * 64 - fixed;
  const header = Buffer.alloc(fixed + padded, ' ');
  header.write('\x93NUMPY\x01\x00', 0, 'latin1');
  header.writeUInt16LE(padded, 8);
  header.write(dictionary, fixed, 'latin1');
  header.write('\n', header.length - 1, 'latin1');
  return header;
}

/** The values as little-endian float32. */
export function npyRow(values: Float32Array): Buffer {
  const row = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) row.writeFloatLE(value, 4 * i);
  return row;
}
