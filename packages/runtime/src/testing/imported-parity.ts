/** What an imported model computes, by our engines and by ONNX Runtime on the file itself. */

import type { TensorLocation } from '@tlp/language/backbones/card.js';
import type { Graph } from '@tlp/language/graph/types.js';
import type { ImportedBackbone } from '@tlp/language/import/card.js';
import { importWhole } from '@tlp/language/import/imported.js';
import { onnxOps } from '@tlp/language/import/onnx/ops/table.js';
import { imageLayout } from '@tlp/language/import/translate.js';
import type { InferenceSession } from 'onnxruntime-node';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import { modelTensors } from '../import/tensors.js';
import { loadOnnxRuntime } from '../native/onnx.js';
import { toGraphLayout } from '../weights/transpose.js';
import { deviation } from './close-to.js';

/** Every parameter of a graph of the model, read from its file. */
export async function importedWeights(
  { imported: { file, model } }: ImportedBackbone,
  graph: Graph,
  locations: ReadonlyMap<string, TensorLocation>,
): Promise<Map<string, Float32Array>> {
  const tensors = modelTensors(file.path, model);
  try {
    const weights = new Map<string, Float32Array>();
    for (const { name, shape } of graph.parameters) {
      const at = locations.get(name)!;
      weights.set(name, toGraphLayout((await tensors.read(at.tensor)).data, shape, at));
    }
    return weights;
  } finally {
    await tensors.close();
  }
}

/** An image `[1,size,size,3]` without any regularity that a wrong order of axes would keep. */
export const strangeImage = (size: number): Float32Array =>
  Float32Array.from({ length: size * size * 3 }, (_, i) => Math.sin(i * 0.7) + 0.5 * Math.cos(i * i * 0.01));

/** The whole model's answer, by one of our engines. */
export async function ourAnswer(
  card: ImportedBackbone,
  size: number,
  engine: 'onnx' | 'tensorflow' | 'portable',
): Promise<Float32Array> {
  const whole = importWhole(card.imported.model, onnxOps, size);
  const weights = await importedWeights(card, whole.graph, whole.locations);
  const running = await createInferenceEngine(whole.graph, weights, { engine });
  try {
    const [answer] = await running.run({ image: { data: strangeImage(size), shape: [1, size, size, 3] } });
    return answer!;
  } finally {
    await running.dispose();
  }
}

/** ONNX Runtime's answer to the same image, on the file itself. */
export async function theirAnswer(card: ImportedBackbone, size: number): Promise<Float32Array> {
  const ort = await loadOnnxRuntime();
  const session: InferenceSession = await ort.InferenceSession.create(card.imported.file.path);
  const image = strangeImage(size);
  const second = imageLayout(card.imported.model) === 'nchw';
  const data = second ? channelsSecond(image, size) : image;
  const shape = second ? [1, 3, size, size] : [1, size, size, 3];
  const [input] = session.inputNames;
  const outputs = await session.run({ [input!]: new ort.Tensor('float32', data, shape) });
  const answer = outputs[session.outputNames[0]!]!.data as Float32Array;
  await session.release();
  return answer;
}

function channelsSecond(image: Float32Array, size: number): Float32Array {
  const turned = new Float32Array(image.length);
  for (let pixel = 0; pixel < size * size; pixel++)
    for (let channel = 0; channel < 3; channel++)
      turned[channel * size * size + pixel] = image[pixel * 3 + channel]!;
  return turned;
}

/** The largest difference between both answers, relative to the largest number of theirs. */
export async function answerDeviation(
  card: ImportedBackbone,
  engine: 'onnx' | 'tensorflow' | 'portable',
  size: number = card.inputSize.native,
): Promise<number> {
  const [ours, theirs] = [await ourAnswer(card, size, engine), await theirAnswer(card, size)];
  if (ours.length !== theirs.length) return Number.POSITIVE_INFINITY;
  const { worst, scale } = deviation(ours, theirs);
  return worst / scale;
}
