/** Layers models of TensorFlow.js of a few layers, for examples. Their weights are nowhere. */

interface TinyLayer {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>> & { readonly name: string };
  /** Names of the layers before it. */
  readonly reads: readonly string[];
}

const conv = (name: string, filters: number, padding: string, ...reads: string[]): TinyLayer => ({
  class_name: 'Conv2D',
  config: { name, filters, kernel_size: [3, 3], strides: [2, 2], padding },
  reads,
});

const image: TinyLayer = {
  class_name: 'InputLayer',
  config: { name: 'image', batch_input_shape: [null, null, null, 3] },
  reads: [],
};

function modelText(
  layers: readonly TinyLayer[],
  weights: Readonly<Record<string, readonly number[]>>,
): string {
  const output = layers.at(-1)!.config.name;
  const config = {
    name: 'tiny',
    layers: layers.map(({ class_name, config: own, reads }) => ({
      class_name,
      name: own.name,
      config: own,
      inbound_nodes: reads.length > 0 ? [reads.map((name) => [name, 0, 0, {}])] : [],
    })),
    input_layers: [['image', 0, 0]],
    output_layers: [[output, 0, 0]],
  };
  const named = Object.entries(weights).map(([name, shape]) => ({ name, shape, dtype: 'float32' }));
  return JSON.stringify({
    format: 'layers-model',
    modelTopology: { model_config: { class_name: 'Model', config } },
    weightsManifest: [{ paths: ['weights.bin'], weights: named }],
  });
}

/** Two convolutions. */
export const tinyModel = modelText(
  [
    image,
    conv('conv1', 4, 'valid', 'image'),
    { class_name: 'ReLU', config: { name: 'relu1' }, reads: ['conv1'] },
    conv('conv2', 8, 'valid', 'relu1'),
  ],
  { 'conv1/kernel': [3, 3, 3, 4], 'conv1/bias': [4], 'conv2/kernel': [3, 3, 4, 8], 'conv2/bias': [8] },
);

/** Two paths of which one rounds an odd size up and the other down, so that their sum fits even sizes only. */
export const evenModel = modelText(
  [
    image,
    conv('conv1', 3, 'same', 'image'),
    { class_name: 'MaxPooling2D', config: { name: 'pool1', pool_size: [2, 2] }, reads: ['image'] },
    { class_name: 'Add', config: { name: 'add1' }, reads: ['conv1', 'pool1'] },
  ],
  { 'conv1/kernel': [3, 3, 3, 3], 'conv1/bias': [3] },
);
