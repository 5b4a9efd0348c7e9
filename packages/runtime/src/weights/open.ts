/** Opens a weight file of any format that can be read, told by its first bytes and not by its name. */
import { type FileHandle, open } from 'node:fs/promises';
import { fail } from '@tlp/language/diagnostic.js';
import { openPth } from './pth.js';
import { openSafetensors } from './safetensors.js';
import type { TensorFile } from './tensors.js';

interface Format {
  /** Tells the format by the file's first 64 bytes, one character a byte. */
  readonly looks: (start: string) => boolean;
  readonly open: (path: string) => Promise<TensorFile>;
}

/** Every format that is read. */
const FORMATS: readonly Format[] = [
  { looks: (start) => start.startsWith('PK\u0003\u0004') || start.startsWith('\u0080'), open: openPth },
  { looks: (start) => start[8] === '{', open: openSafetensors },
];

interface Other {
  readonly looks: (start: string) => boolean;
  readonly is: string;
  readonly remedy?: string;
}

/** What else people give, by the bytes it starts with. */
const OTHERS: readonly Other[] = [
  {
    looks: (start) => start.startsWith('version https://git-lfs'),
    is: 'a Git LFS pointer, not the file itself',
    remedy: 'Run `git lfs pull` in its repository.',
  },
  {
    looks: (start) => /^\s*<(!doctype|html|\?xml)/i.test(start),
    is: 'a web page',
    remedy: 'Download the file itself.',
  },
  { looks: (start) => start.startsWith('\u0089HDF'), is: 'a Keras .h5 file' },
  { looks: (start) => start.startsWith('TFL3', 4), is: 'a TensorFlow Lite model' },
  { looks: (start) => start.startsWith('GGUF'), is: 'a GGUF file' },
  { looks: (start) => start.startsWith('\u0093NUMPY'), is: 'a NumPy array' },
  { looks: (start) => start.startsWith('\u001f\u008b'), is: 'a gzip archive', remedy: 'Unpack it first.' },
];

/**
 * Opens a weight file: its tensors' names, types and shapes are there at once, values on demand. Close it.
 * @throws TlpError TLP250 (another kind of file), TLP251–254 (see the catalogue), TLP257 (cannot be opened).
 */
export async function openWeightFile(path: string): Promise<TensorFile> {
  const start = await firstBytes(path);
  const text = start.toString('latin1');
  const format = FORMATS.find(({ looks }) => looks(text));
  if (format) return format.open(path);
  if (start.length === 0) throw notWeights(path, 'is empty', undefined);
  const other = OTHERS.find(({ looks }) => looks(text));
  throw notWeights(path, other ? `is ${other.is}` : 'is not a weight file', other?.remedy);
}

async function firstBytes(path: string): Promise<Buffer> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const bytes = Buffer.alloc(64);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return bytes.subarray(0, bytesRead);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw fail(
      'TLP257',
      code === 'ENOENT'
        ? `There is no weight file ${path}.`
        : `The weight file ${path} cannot be opened (${code === 'EISDIR' ? 'it is a folder' : code}).`,
      'Check the path; it starts from the folder of the pipeline file.',
      { file: path, cause: error },
    );
  } finally {
    await file?.close();
  }
}

function notWeights(path: string, problem: string, remedy = 'Give a .pth or a .safetensors file.') {
  return fail('TLP250', `The file ${path} ${problem}.`, remedy, { file: path });
}
