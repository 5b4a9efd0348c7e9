import { describe, expect, test } from 'vitest';
import { latin1, otherKind, weightFormat } from './kinds.js';

/** A safetensors file whose header has so many bytes begins like this. */
function safetensorsStart(length: number): string {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  return `${latin1(bytes)}{"a`;
}

test('a safetensors file is told whatever the length of its header', () => {
  // 0x80 begins a pickle too; headers are padded to eight bytes, so every 32nd length ends in it.
  for (let length = 8; length < 70_000; length += 8) {
    expect(weightFormat(safetensorsStart(length)), `${length}`).toBe('safetensors');
  }
});

test.each([
  ['a zip archive', 'PK\u0003\u0004\0\0\u0008\u0008{', 'zip'],
  ['ONNX', '\u0008\u0008\u0012\u0007pytorch', 'onnx'],
  ['ONNX without a producer', '\u0008\u0008:\u0007', 'onnx'],
  ['a SavedModel', '\u0008\u0001\u0012\u00c4', 'savedModel'],
  ['the index of a checkpoint', '\0\0\u0006\u0008\u0001\u001a\u0002', 'checkpoint'],
  ['the index of shards', '{"metadata": {"total_size": 102}, "weight_map": {', 'json'],
  ['a model of TensorFlow.js', '{"format":"layers-model","generatedBy":"keras', 'json'],
  ['HDF5', '\u0089HDF\r\n\u001a\n{', 'hdf5'],
  ['a pickle, of protocol 2', '\u0080\u0002\u008a\u000al\u00fc\u009cF{', 'pth'],
  ['a short pickle', '\u0080\u0002N.', 'pth'],
  ['a header of an impossible length', '\u0080\u0002\u0001\u0001\u0001\u0001\u0001\u0001{', 'pth'],
  ['text', 'hello', undefined],
])('%s is %j', (_, start, format) => {
  expect(weightFormat(start)).toBe(format);
});

describe('what is no weight file is named', () => {
  test.each([
    ['', 'is empty'],
    ['version https://git-lfs.github.com/spec/v1\noid sha256:1', 'Git LFS pointer'],
    ['\n<!DOCTYPE html>\n<html>', 'a web page'],
    ['{"architectures": ["ResNet"]}', 'JSON text'],
    ['\u001f\u008b\u0008', 'a compressed archive'],
    [`${'x'.repeat(257)}ustar`, 'a tar archive'],
    ['hello', 'is not a weight file'],
  ])('%j: %s', (start, problem) => {
    expect(otherKind(start).problem).toContain(problem);
    expect(otherKind(start).remedy).not.toBe('');
  });
});
