/** The features of training examples, the input of the last layer, as a model keeps them to compare others with. */
import { joinFloats } from '../join-floats.js';
import { unitRows } from '../unit-rows.js';
import { openSafetensors } from '../weights/safetensors.js';
import { writeSafetensors } from '../weights/safetensors-write.js';

export interface Bank {
  /** Of each example a vector of length 1, or of zeros, one after another. */
  readonly vectors: Float32Array;
  readonly width: number;
}

const tensor = 'vectors';

export const sizeOfBank = ({ vectors, width }: Bank): number => vectors.length / width;

/** @throws what the file system throws */
export async function writeBank(file: string, bank: Bank): Promise<void> {
  const shape = [sizeOfBank(bank), bank.width];
  await writeSafetensors(file, new Map([[tensor, { shape, data: bank.vectors }]]), { format: 'tlp' });
}

/** Null where the file holds something else. @throws TLP251 where it is damaged; what the file system throws */
export async function readBank(file: string, width: number): Promise<Bank | null> {
  const opened = await openSafetensors(file);
  try {
    const shape = opened.tensors.get(tensor)?.shape;
    if (shape?.length !== 2 || shape[0] === 0 || shape[1] !== width) return null;
    return { vectors: (await opened.read(tensor)).data, width };
  } finally {
    await opened.close();
  }
}

/** The vectors at length 1; one of zeros stays. @param rows of `width` numbers each */
export const bankOf = (rows: readonly Float32Array[], width: number): Bank => ({
  vectors: unitRows(joinFloats(rows), width),
  width,
});
