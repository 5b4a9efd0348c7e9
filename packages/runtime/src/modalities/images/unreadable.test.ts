import { expect, test } from 'vitest';
import { notAnImage } from './unreadable.js';

test.each([
  ['a.png', '', 'The image a.png is empty.', 'Copy it again'],
  ['a.png', 'version https://git-lfs.github.com/spec/v1\n', 'a Git LFS pointer', '`git lfs pull`'],
  ['a.jpg', '<!DOCTYPE html><html>', 'The image a.jpg is a web page.', 'Download the file itself.'],
  ['a.png', 'BM6\0\0\0', 'The image a.png is in an unsupported format, BMP.', '`magick "a.png" "a.png"`'],
  [
    'my a.heic',
    '\0\0\0\u0018ftypheic\0\0\0\0',
    'in an unsupported format, HEIC.',
    '`magick "my a.heic" "my a.png"`',
  ],
  ['a.png', 'hello', 'a.png is named like an image but is not a PNG,', 'Convert it'],
  ['notes.txt', 'hello', 'notes.txt is not a PNG,', 'Convert it'],
])('%s that starts with %j is told for what it is', (path, start, message, remedy) => {
  const told = notAnImage(path, Buffer.from(start, 'latin1'));
  expect(told).toMatchObject({
    code: 'TLP359',
    message: expect.stringContaining(message),
    remedy: expect.stringContaining(remedy),
  });
});
