/** What a trained model says of images. */
import { imageInput } from '@tlp/language/backbones/of-images.js';
import { cutNetwork } from '@tlp/language/graph/cut.js';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import { type LoadOptions, loadBatches } from '../modalities/images/loader.js';
import type { ImageFile } from '../modalities/images/read-image.js';
import type { Answer } from '../tasks/task.js';
import { type Model, taskOf } from './model.js';

export interface PredictOptions<E extends ImageFile = ImageFile> {
  /** Defaults to `auto`. */
  readonly engine?: 'auto' | 'onnx' | 'tensorflow' | 'portable';
  /** Images computed at once. Defaults to 32. */
  readonly batch?: number;
  readonly signal?: AbortSignal;
  /** Hears of each image that cannot be used, which then has no answer. Where absent, the first such image throws. */
  readonly onUnusable?: LoadOptions<E>['onUnusable'];
}

export interface ImagePrediction {
  readonly path: string;
  /** As the task gives it. */
  readonly answer: Answer;
}

/** Logits of every batch of examples, in order. @throws TlpError of images that cannot be decoded */
export async function* logitsOf<E extends ImageFile>(
  model: Model,
  examples: readonly E[],
  { engine = 'auto', batch = 32, signal, ...loading }: PredictOptions<E> = {},
): AsyncGenerator<{ readonly examples: readonly E[]; readonly logits: Float32Array }> {
  const { inference } = cutNetwork(model.network, { frozenLayers: new Set(), batchNorm: 'frozen' });
  const running = await createInferenceEngine(inference, model.weights, { engine });
  try {
    const { inputSize: size, resize, preprocessing } = model;
    for await (const loaded of loadBatches(examples, { size, resize, preprocessing, batch, ...loading })) {
      signal?.throwIfAborted();
      if (loaded.examples.length === 0) continue;
      const shape = [loaded.examples.length, size, size, 3];
      const [logits] = await running.run({ [imageInput]: { data: loaded.data, shape } });
      yield { examples: loaded.examples, logits: logits! };
    }
  } finally {
    await running.dispose();
  }
}

/** Predictions in the order of the images, as they come. */
export async function* predictImages(
  model: Model,
  images: readonly ImageFile[],
  options: PredictOptions = {},
): AsyncGenerator<ImagePrediction> {
  const { outputs, answer } = taskOf(model);
  for await (const batch of logitsOf(model, images, options)) {
    for (const [row, { path }] of batch.examples.entries()) {
      const own = batch.logits.subarray(row * outputs.length, (row + 1) * outputs.length);
      yield { path, answer: answer(own) };
    }
  }
}
