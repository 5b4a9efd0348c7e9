/** TensorFlow's TFRecord: each record with its length before it, and a checksum of both (tensorflow/core/lib/io/record_writer.h). */
import { maskedCrc32c } from '../weights/crc32c.js';

export function tfRecords(records: readonly Uint8Array[]): Buffer {
  return Buffer.concat(records.flatMap(framed));
}

function framed(record: Uint8Array): readonly Uint8Array[] {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(record.length));
  return [length, checksum(length), record, checksum(record)];
}

function checksum(bytes: Uint8Array): Uint8Array {
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(maskedCrc32c(bytes));
  return sum;
}
