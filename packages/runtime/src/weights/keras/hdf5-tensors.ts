/** What of an HDF5 file are a Keras model's weights, by their canonical names. */
import { elementCount } from '@tlp/language/graph/shape.js';
import type { LayerConfig } from '@tlp/language/weights/keras/config.js';
import { groupedNames } from '@tlp/language/weights/keras/grouped-names.js';
import { numberedNames } from '@tlp/language/weights/keras/numbered-names.js';
import { shown } from '@tlp/language/weights/shown.js';
import type { Hdf5Object } from '../hdf5/messages.js';
import { DamagedTensor } from '../stored-tensor.js';
import { type FileFacts, type HostDType, leftOut, type TensorHeader } from '../tensors.js';

/** A tensor, and the dataset that holds it. */
export interface Hdf5Tensor extends TensorHeader {
  readonly path: string;
  readonly elementBytes: number;
}

export interface KerasWeights {
  readonly tensors: ReadonlyMap<string, Hdf5Tensor>;
  readonly facts: FileFacts;
}

/** State of the training: of the optimizer, of metrics, of the generators of random numbers. */
const training = /^\/(?:optimizer_weights|optimizer|metrics)\/|\/seed_generator(?:_\d+)?\//;

/**
 * @param bytes those of the HDF5 data
 * @param layers of the configuration beside the weights, where there is one
 * @throws DamagedTensor for tensors that claim to be larger than the file
 */
export function kerasWeights(
  objects: readonly Hdf5Object[],
  bytes: number,
  layers?: ReadonlyMap<string, LayerConfig>,
): KerasWeights {
  const attributes = new Map(objects.map((object) => [object.path, object.attributes]));
  const found = objects.flatMap((object) => tensorOf(object, bytes) ?? []);
  const kept = found.filter(({ path }) => !training.test(path));
  const form = formOf(attributes, kept);
  const root = form === 'whole' ? '/model_weights' : '';
  const ordered = inOrder(kept, attributes, root).filter(({ path }) => path.startsWith(`${root}/`));
  const paths = ordered.map(({ path }) => path.slice(root.length + 1));
  const names =
    form === 'numbered'
      ? numberedNames(paths, (layer) => textOf(attributes.get(`/${layer}/vars`)?.name), layers)
      : groupedNames(paths);
  const others = objects.filter(({ dataset }) => dataset).length - found.length;
  return {
    tensors: new Map(ordered.map((tensor, i) => [names.get(paths[i]!)!, tensor])),
    facts: {
      format: formats[form],
      ...writerOf(attributes),
      notes: [
        ...(found.length > kept.length ? [leftOut(found.length - kept.length, 'of the training')] : []),
        ...(others > 0 ? [leftOut(others, 'without numbers')] : []),
      ],
    },
  };
}

type Form = 'whole' | 'grouped' | 'numbered' | 'other';

const formats: Readonly<Record<Form, string>> = {
  whole: 'Keras HDF5 (whole model)',
  grouped: 'Keras HDF5 (weights only)',
  numbered: 'Keras 3 weights (.weights.h5)',
  other: 'HDF5',
};

function formOf(
  attributes: ReadonlyMap<string, Hdf5Object['attributes']>,
  tensors: readonly Hdf5Tensor[],
): Form {
  if (attributes.has('/model_weights')) return 'whole';
  if (tensors.some(({ path }) => /\/vars\/\d+$/.test(path))) return 'numbered';
  return Object.keys(attributes.get('') ?? {}).some((name) => name.startsWith('layer_names'))
    ? 'grouped'
    : 'other';
}

function writerOf(attributes: ReadonlyMap<string, Hdf5Object['attributes']>): Pick<FileFacts, 'writer'> {
  for (const at of ['', '/model_weights']) {
    const { keras_version: version, backend } = attributes.get(at) ?? {};
    if (typeof version !== 'string') continue;
    return { writer: `Keras ${shown(version)}${typeof backend === 'string' ? ` (${shown(backend)})` : ''}` };
  }
  return {};
}

/** As the model has its layers and these their variables, where the file lists them; HDF5 sorts by name. */
function inOrder(
  tensors: readonly Hdf5Tensor[],
  attributes: ReadonlyMap<string, Hdf5Object['attributes']>,
  root: string,
): readonly Hdf5Tensor[] {
  const places = new Map<string, number>();
  for (const layer of listed(attributes.get(root), 'layer_names')) {
    for (const weight of listed(attributes.get(`${root}/${layer}`), 'weight_names')) {
      places.set(`${root}/${layer}/${weight}`, places.size);
    }
  }
  const placeOf = ({ path }: Hdf5Tensor): number => places.get(path) ?? places.size;
  return [...tensors].sort((a, b) => placeOf(a) - placeOf(b));
}

/** A list that is split over several attributes (`layer_names0`, `layer_names1`) where it is long. */
function listed(attributes: Hdf5Object['attributes'] | undefined, name: string): readonly string[] {
  const parts = Object.keys(attributes ?? {}).filter((key) => key.replace(/\d+$/, '') === name);
  const numberOf = (key: string): number => Number(key.slice(name.length));
  return parts.sort((a, b) => numberOf(a) - numberOf(b)).flatMap((key) => attributes?.[key] ?? []);
}

const textOf = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** Values that compress better than this are hardly a network's. */
const bestCompression = 20;

function tensorOf({ path, dataset }: Hdf5Object, bytes: number): Hdf5Tensor | undefined {
  const dtype = dataset && dtypeOf(dataset);
  if (!dataset || !dtype) return undefined;
  const { shape, elementBytes, chunked } = dataset;
  const size = elementCount(shape) * elementBytes;
  if (!(size <= bytes * (chunked ? bestCompression : 1))) {
    throw new DamagedTensor(`${shown(path)} has shape [${shape}], more than the ${bytes} bytes of the file`);
  }
  return { path, dtype, shape, elementBytes };
}

function dtypeOf({ type, elementBytes, signed }: NonNullable<Hdf5Object['dataset']>): HostDType | undefined {
  const bits = elementBytes * 8;
  switch (type) {
    case 'float':
      return ([16, 32, 64] as const).map((n) => `float${n}` as const).find((name) => name === `float${bits}`);
    case 'integer':
      return ([8, 16, 32, 64] as const)
        .flatMap((n) => [`int${n}` as const, `uint${n}` as const])
        .find((name) => name === `${signed ? 'int' : 'uint'}${bits}`);
    case 'enum':
      return elementBytes === 1 ? 'bool' : undefined;
    // NumPy has no bfloat16, so that h5py writes two bytes of an unknown kind.
    case 'opaque':
      return elementBytes === 2 ? 'bfloat16' : undefined;
    case 'other':
      return undefined;
  }
}
