/** The folders that libraries save models as: by which of their files the weights are found. */

/** The first that is there counts. An index comes before the shards that it lists. */
const files = [
  // TensorFlow, and Keras's `model.export`.
  'saved_model.pb',
  // Hugging Face's transformers and timm.
  'model.safetensors.index.json',
  'model.safetensors',
  'pytorch_model.bin.index.json',
  'pytorch_model.bin',
  // TensorFlow.js.
  'model.json',
  // A `.keras` that was unpacked, or saved with `zipped=False`.
  'model.weights.h5',
];

/** @param names of what is in the folder */
export const weightsInFolder = (names: readonly string[]): string | undefined =>
  files.find((name) => names.includes(name));
