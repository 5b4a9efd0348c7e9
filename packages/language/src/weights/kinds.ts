/** What a file is, told by its first bytes and not by its name. */

/** Enough of a file's beginning to tell. */
export const startBytes = 512;

/** One character a byte. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  // A call takes some ten thousand arguments.
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
}

const within = (start: string, at: number, least: number, most: number): boolean =>
  start.charCodeAt(at) >= least && start.charCodeAt(at) <= most;

/** How the fields of ONNX's `ModelProto` after the first begin: the producer and its version, the graph and others. */
const modelTags = '\u0012\u001a"(2:B';

/** How the formats of weight files begin, in the order in which they are tried. */
const formats = {
  zip: (start) => start.startsWith('PK\u0003\u0004'),
  hdf5: (start) => start.startsWith('\u0089HDF\r\n\u001a\n'),
  // The length of a safetensors header may begin with any byte, a pickle's 0x80 too; no header has 4 GB.
  safetensors: (start) => start[8] === '{' && start.slice(4, 8) === '\0\0\0\0',
  pth: (start) => start.startsWith('\u0080'),
  // Protocol buffers: `ir_version` from 3 on, then any other field of `ModelProto`; the version of a SavedModel is 1.
  onnx: (start) => start[0] === '\u0008' && within(start, 1, 3, 64) && modelTags.includes(start[2] ?? ' '),
  savedModel: (start) => start.startsWith('\u0008\u0001\u0012'),
  // The index of a checkpoint: an entry without a key, whose value begins with the number of files.
  checkpoint: (start) => start.startsWith('\0\0') && within(start, 2, 2, 32) && start[3] === '\u0008',
  json: (start) =>
    /^\s*\{/.test(start) && /"(?:weight_map|total_size|weightsManifest|modelTopology|format)"/.test(start),
} satisfies Record<string, (start: string) => boolean>;

export type WeightFormat = keyof typeof formats;

/** The format of a weight file that begins so; undefined for anything else. */
export function weightFormat(start: string): WeightFormat | undefined {
  const found = Object.entries(formats).find(([, begins]) => begins(start));
  if (found) return found[0] as WeightFormat;
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
  { looks: (start) => /^\s*[{[]/.test(start), is: 'JSON text' },
  { looks: (start) => start.startsWith('ustar', 257), is: 'a tar archive', remedy: 'Unpack it first.' },
  {
    looks: (start) => archives.some((first) => start.startsWith(first)),
    is: 'a compressed archive',
    remedy: 'Unpack it first.',
  },
];

/** What helps against damage. */
export const copyAgain = 'Copy or download it again, and compare its size with the original.';

export const useWeightFile = 'Use weights of PyTorch, safetensors, Keras, TensorFlow, TensorFlow.js or ONNX.';

/** What a file that is no weight file is, as a clause, and what to do about it. */
export function otherKind(start: string): { readonly problem: string; readonly remedy: string } {
  const remedy = useWeightFile;
  if (start === '') return { problem: 'is empty', remedy };
  const other = others.find(({ looks }) => looks(start));
  if (!other) return { problem: 'is not a weight file', remedy };
  return { problem: `is ${other.is}`, remedy: other.remedy ?? remedy };
}
