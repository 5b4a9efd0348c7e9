/** What a file is, told by its first bytes and not by its name. */

/** Enough of a file's beginning to tell. */
export const startBytes = 512;

/** One character a byte. */
export const latin1 = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

export type WeightFormat = 'pth' | 'zip' | 'safetensors' | 'hdf5';

/** The format of a weight file that begins so; undefined for anything else. */
export function weightFormat(start: string): WeightFormat | undefined {
  if (start.startsWith('PK\u0003\u0004')) return 'zip';
  if (start.startsWith('\u0089HDF\r\n\u001a\n')) return 'hdf5';
  // The length of a safetensors header may begin with any byte, a pickle's 0x80 too; no header has 4 GB.
  if (start[8] === '{' && start.slice(4, 8) === '\0\0\0\0') return 'safetensors';
  if (start.startsWith('\u0080')) return 'pth';
  return start[8] === '{' ? 'safetensors' : undefined;
}

interface Other {
  readonly looks: (start: string) => boolean;
  readonly is: string;
  readonly remedy?: string;
}

/** What gzip, bzip2, xz, 7-Zip, RAR and Zstandard write first. */
const archives = ['\u001f\u008b', 'BZh', '\u00fd7zXZ', '7z\u00bc', 'Rar!', '(\u00b5/\u00fd'];

/** What a download leaves in the place of any file. */
const standIns: readonly Other[] = [
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
];

export const standInFor = (start: string): Other | undefined => standIns.find(({ looks }) => looks(start));

/** What else people give, by the bytes it starts with. */
const others: readonly Other[] = [
  ...standIns,
  { looks: (start) => start.startsWith('TFL3', 4), is: 'a TensorFlow Lite model' },
  { looks: (start) => start.startsWith('GGUF'), is: 'a GGUF file' },
  { looks: (start) => start.startsWith('\u0093NUMPY'), is: 'a NumPy array' },
  {
    looks: (start) => /^\s*\{/.test(start) && /"(?:weight_map|total_size)"/.test(start),
    is: 'the list of a sharded model, whose tensors lie in several files',
    remedy: 'Save the model as one file: model.save_pretrained(…, max_shard_size="100GB").',
  },
  { looks: (start) => /^\s*[{[]/.test(start), is: 'JSON text' },
  {
    looks: (start) => start[0] === '\u0008' && start[2] === '\u0012' && start[1]! > '\u0002',
    is: 'an ONNX model',
  },
  { looks: (start) => start.startsWith('\u0008\u0001\u0012'), is: 'a TensorFlow SavedModel' },
  { looks: (start) => start.startsWith('ustar', 257), is: 'a tar archive', remedy: 'Unpack it first.' },
  {
    looks: (start) => archives.some((first) => start.startsWith(first)),
    is: 'a compressed archive',
    remedy: 'Unpack it first.',
  },
];

/** What helps against damage. */
export const copyAgain = 'Copy or download it again, and compare its size with the original.';

export const useWeightFile = 'Use a .pth, .safetensors, .h5 or .keras file.';

/** What a file that is no weight file is, as a clause, and what to do about it. */
export function otherKind(start: string): { readonly problem: string; readonly remedy: string } {
  const remedy = useWeightFile;
  if (start === '') return { problem: 'is empty', remedy };
  const other = others.find(({ looks }) => looks(start));
  if (!other) return { problem: 'is not a weight file', remedy };
  return { problem: `is ${other.is}`, remedy: other.remedy ?? remedy };
}
