/** Models whose weights lie beside them: the bytes of one that holds them may not exceed 2 GB, as no protocol buffer may. */
import { open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type ExternalData, encodeOnnx, type OnnxModel } from './model-proto.js';

/** From here on the encoder grows its buffer anew with every value. */
const largestInOne = 2 ** 30;

/** The library maps tensors of at least a page that begin at one; smaller ones stay in the model. */
const page = 4096;

const weightFile = 'weights.bin';

export const isLarge = ({ initializers }: OnnxModel): boolean =>
  initializers.reduce((sum, { data }) => sum + data.byteLength, 0) > largestInOne;

/** Writes a model and its weights into a folder. Throws what the file system throws. @returns the model's path */
export async function writeModelFiles(folder: string, model: OnnxModel): Promise<string> {
  const beside = await writeWeights(path.join(folder, weightFile), model);
  const file = path.join(folder, 'model.onnx');
  await writeFile(file, encodeOnnx(model, beside));
  return file;
}

async function writeWeights(file: string, { initializers }: OnnxModel): Promise<Map<string, ExternalData>> {
  const beside = new Map<string, ExternalData>();
  const handle = await open(file, 'wx', 0o600);
  try {
    let offset = 0;
    for (const { name, data } of initializers) {
      if (data.byteLength < page) continue;
      const values = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      beside.set(name, { location: weightFile, offset });
      for (let at = 0; at < values.length; ) {
        const { bytesWritten } = await handle.write(
          values,
          at,
          Math.min(values.length - at, largestInOne),
          offset + at,
        );
        at += bytesWritten;
      }
      offset += Math.ceil(values.length / page) * page;
    }
  } finally {
    await handle.close();
  }
  return beside;
}
