import type { Storage } from './stored-tensor.js';
import type { TorchStorage } from './torch-globals.js';

/** A file's unpickled value, and where the data of its storages lie. */
export interface TorchArchive {
  readonly value: unknown;
  /** @throws DamagedTensor where the file does not hold the whole storage. */
  locate(storage: TorchStorage): Promise<Storage>;
}
