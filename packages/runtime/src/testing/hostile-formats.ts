/** A file of every format of weights, for damage: the folder or file of a model, and which of its files is hurt. */

export interface HostileFormat {
  readonly title: string;
  /** In `weights/fixtures`: what is copied, and what is opened. */
  readonly fixture: string;
  /** Within the fixture, where that is a folder. */
  readonly hurt: string;
  /** Each opening starts a thread. */
  readonly slow?: true;
}

export const hostileFormats: readonly HostileFormat[] = [
  { title: 'PyTorch (zip)', fixture: 'zip.pth', hurt: '' },
  { title: 'PyTorch (before 1.6)', fixture: 'legacy.pth', hurt: '' },
  { title: 'safetensors', fixture: 'types.safetensors', hurt: '' },
  { title: 'an index of shards', fixture: 'sharded-safetensors', hurt: 'model.safetensors.index.json' },
  { title: 'a shard', fixture: 'sharded-safetensors', hurt: 'model-00001-of-00002.safetensors' },
  { title: 'ONNX', fixture: 'initializers.onnx', hurt: '' },
  { title: 'TensorFlow.js', fixture: 'tfjs', hurt: 'model.json' },
  { title: 'TensorFlow.js, quantized', fixture: 'tfjs-uint8', hurt: 'model.json' },
  { title: 'a SavedModel', fixture: 'keras2-saved-model', hurt: 'variables/variables.index' },
  {
    title: 'the values of a SavedModel',
    fixture: 'keras2-saved-model',
    hurt: 'variables/variables.data-00000-of-00001',
  },
  { title: 'Keras HDF5', fixture: 'keras2-weights.h5', hurt: '', slow: true },
  { title: 'Keras 3 weights', fixture: 'keras3-bfloat16.weights.h5', hurt: '', slow: true },
  { title: '.keras', fixture: 'keras3-unnamed.keras', hurt: '', slow: true },
];
