/** The modules of a sentence transformer, which computes them one after another (`modules.json`). */
import type { Activation } from '../../graph/ops/elementwise.js';
import { isRecord } from '../../record.js';
import type { FolderFiles } from './folder-files.js';
import { poolOf } from './sentence-pool.js';

/** A dense layer on what the pool gives, as `sentence_transformers.models.Dense`. */
export interface DenseModule {
  /** Its folder, below which its tensors are named. */
  readonly path: string;
  readonly inputs: number;
  readonly units: number;
  readonly bias: boolean;
  readonly activation: Activation | null;
}

export interface SentenceModules {
  readonly dense: readonly DenseModule[];
  /** Whether it ends in vectors of length 1; where a module before is not read, nothing that is here ends so. */
  readonly normalized: boolean;
  /** Kinds of those that nothing here computes. */
  readonly unread: readonly string[];
}

interface Listed {
  /** `Transformer`, `Pooling`, `Dense`, `Normalize`. */
  readonly kind: string;
  readonly path: string;
}

const listed = (modules: readonly unknown[] = []): readonly Listed[] =>
  modules.map((one) =>
    isRecord(one)
      ? { kind: String(one.type).split('.').at(-1) ?? '', path: String(one.path ?? '') }
      : { kind: '', path: '' },
  );

/** Folders of the dense layers, each beside the network's own files. */
export const denseFolders = (modules: readonly unknown[] | undefined): readonly string[] =>
  listed(modules).flatMap(({ kind, path }) => (kind === 'Dense' && isFolderName(path) ? path : []));

/** One folder's name, so that no list of modules leads out of its own folder. */
const isFolderName = (path: string): boolean => /^[\w.-]+$/.test(path) && !/^\.+$/.test(path);

/** What is read of them. A module behind one that is not read would get other vectors, so it is left out too. */
export function sentenceModules(files: FolderFiles): SentenceModules {
  const all = listed(files.modules);
  const begins = all[0]?.kind === 'Transformer' && all[1]?.kind === 'Pooling';
  const after = all.slice(begins ? 2 : 0);
  const dense: DenseModule[] = [];
  // Vectors of another pool are none that these layers were trained on.
  const knownPool = begins && poolOf(files) !== undefined;
  for (const { kind, path } of after) {
    const layer = knownPool && kind === 'Dense' ? denseOf(path, files) : undefined;
    if (!layer) break;
    dense.push(layer);
  }
  const rest = after.slice(dense.length).map(({ kind }) => kind);
  const unread = rest.filter((kind) => !['Transformer', 'Pooling', 'Normalize'].includes(kind));
  return { dense, normalized: begins && rest.join() === 'Normalize', unread: [...new Set(unread)] };
}

/** The classes of PyTorch that a `Dense` names, by the last part of their names. */
const classes: Readonly<Record<string, Activation | null>> = {
  Identity: null,
  Tanh: 'tanh',
  ReLU: 'relu',
  GELU: 'gelu',
  Sigmoid: 'sigmoid',
  SiLU: 'silu',
};

const sentence = 'sentence_embedding';

/** Undefined where its configuration is not kept, or asks for another layer. */
function denseOf(path: string, { dense = {} }: FolderFiles): DenseModule | undefined {
  const config = Object.hasOwn(dense, path) ? dense[path] : undefined;
  if (!config || !isFolderName(path)) return undefined;
  const { in_features: inputs, out_features: units, bias = true, activation_function: name } = config;
  const last =
    String(name ?? 'Tanh')
      .split('.')
      .at(-1) ?? '';
  const known =
    isWidth(inputs) &&
    isWidth(units) &&
    typeof bias === 'boolean' &&
    Object.hasOwn(classes, last) &&
    // Those that are computed on tokens say so.
    (config.module_input_name ?? sentence) === sentence &&
    (config.module_output_name ?? sentence) === sentence;
  return known ? { path, inputs, units, bias, activation: classes[last]! } : undefined;
}

const isWidth = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 1 << 16;
