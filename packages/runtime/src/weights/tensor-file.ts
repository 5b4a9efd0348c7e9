import { fail, type TlpError } from '@tlp/language/diagnostic.js';
import { copyAgain } from '@tlp/language/weights/kinds.js';
import { DamagedTensor, type Readable, readStored, type StoredTensor } from './stored-tensor.js';
import type { FileFacts, TensorFile } from './tensors.js';

/** An open file whose header was read into `tensors`; it now owns the handle. */
export function tensorFile(
  path: string,
  file: Readable,
  tensors: ReadonlyMap<string, StoredTensor>,
  facts: FileFacts,
  files: readonly string[] = [path],
): TensorFile {
  return {
    path,
    files,
    facts,
    tensors,
    async read(name) {
      const tensor = tensors.get(name);
      if (!tensor) throw new Error(`${path} has no tensor ${name}.`);
      try {
        return await readStored(file, tensor);
      } catch (error) {
        throw error instanceof DamagedTensor ? damagedFile(path, `${name}: ${error.message}`, error) : error;
      }
    },
    close: () => file.close(),
  };
}

export function damagedFile(path: string, reason: string, cause: unknown): TlpError {
  return fail('TLP251', `The weight file ${path} is damaged: ${reason}.`, copyAgain, { file: path, cause });
}
