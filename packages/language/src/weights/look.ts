/** What can be told of a weight file by its beginning: what the file-aware rules go by. */
import type { FileEntry, Refusal, SourceFiles } from '../files.js';
import type { TensorHeader } from './fit.js';
import { weightsInFolder } from './folders.js';
import { latin1, otherKind, startBytes, weightFormat } from './kinds.js';
import { headerBeyondEnd, headerLength, readHeader, sizeProblem } from './safetensors-header.js';

export type WeightsSeen =
  | { readonly kind: 'missing'; readonly siblings: readonly string[] }
  | { readonly kind: 'folder' }
  /** A pipe or a device. */
  | { readonly kind: 'irregular' }
  | { readonly kind: 'other'; readonly problem: string; readonly remedy: string }
  /** A weight file or a model's folder whose tensors its beginning does not tell. */
  | { readonly kind: 'unread' }
  | { readonly kind: 'invalid'; readonly problem: string }
  /** Of no rule of ours: its reader says why. */
  | ({ readonly kind: 'refused' } & Refusal)
  | { readonly kind: 'tensors'; readonly tensors: ReadonlyMap<string, TensorHeader> };

/** Longer headers are left to the run: reading one would hold up an editor. */
const longestLooked = 8_000_000;

/** Undefined where the file can't be seen, though it may be there. */
export function lookAtWeights(files: SourceFiles, path: string): WeightsSeen | undefined {
  const cut = path.search(/[/\\][^/\\]*$/);
  const siblings = files.list(path.slice(0, Math.max(cut, 0)));
  const name = path.slice(cut + 1);
  const entry = siblings?.find((one) => one.name === name);
  if (entry?.folder) {
    const names = files.list(path)?.map((one) => one.name) ?? [];
    return weightsInFolder(names) === undefined ? { kind: 'folder' } : readByHost(files, path);
  }
  const start = files.head(path, startBytes);
  if (!entry && (!start || start.length === 0)) {
    if (!files.complete) return undefined;
    if (!start && files.size?.(path) !== undefined) return { kind: 'irregular' };
    return {
      kind: 'missing',
      siblings: (siblings ?? []).filter((one) => !one.folder).map((one) => one.name),
    };
  }
  if (!start) return undefined;
  const text = latin1(start);
  const format = weightFormat(text);
  if (format === undefined) return { kind: 'other', ...otherKind(text) };
  if (format !== 'safetensors') return readByHost(files, path);
  return lookAtSafetensors(files, path, start, entry);
}

/** Most formats take more than a look at their beginning, and libraries that an editor in a browser does without. */
function readByHost(files: SourceFiles, path: string): WeightsSeen {
  const tensors = files.tensors?.(path);
  if (!tensors) return { kind: 'unread' };
  return 'code' in tensors ? { kind: 'refused', ...tensors } : { kind: 'tensors', tensors };
}

function lookAtSafetensors(
  files: SourceFiles,
  path: string,
  start: Uint8Array,
  entry: FileEntry | undefined,
): WeightsSeen | undefined {
  const length = headerLength(start);
  if (length === undefined || length > longestLooked) return undefined;
  const bytes = files.head(path, 8 + length);
  if (!bytes) return undefined;
  if (bytes.length < 8 + length) {
    return { kind: 'invalid', ...headerBeyondEnd(length, bytes.length) };
  }
  const header = readHeader(bytes.subarray(8));
  if ('problem' in header) return { kind: 'invalid', ...header };
  const size = entry?.bytes ?? files.size?.(path);
  const misfit = size === undefined ? undefined : sizeProblem(header, size - bytes.length);
  if (misfit) return { kind: 'invalid', ...misfit };
  return { kind: 'tensors', tensors: header.tensors };
}
