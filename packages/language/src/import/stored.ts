/** An imported network as a finished run keeps it: its graph, so that the file it came from is not needed again. */

import { buildBackbone } from '../backbones/build.js';
import type { Backbone } from '../backbones/card.js';
import { imageInput } from '../backbones/of-images.js';
import { isTrainable } from '../graph/parameters.js';
import { float32, parseRef } from '../graph/shape.js';
import type { Graph } from '../graph/types.js';
import { parameterCount } from '../graph/walk.js';
import { preset } from '../modalities/images/presets.js';
import { isRecord } from '../record.js';
import { isImported } from './card.js';
import { type FolderFiles, folderBackbone, isFromFolder } from './huggingface/card.js';
import { isOfVectors, tableBackbone } from './vectors/card.js';

/** What a folder of Hugging Face said of its network: enough to build it again. */
export interface StoredFolder {
  readonly format: 'huggingface';
  readonly files: FolderFiles;
}

/** A table of words; which ones they are, the preparation holds. */
export interface StoredVectors {
  readonly format: 'vectors';
  readonly words: number;
  /** Numbers of a word. */
  readonly width: number;
}

export type Stored = StoredNetwork | StoredFolder | StoredVectors;

export interface StoredNetwork {
  readonly title: string;
  /** Of the square image that the graph is for. */
  readonly size: number;
  /** Null where the features are no tokens. */
  readonly prefix: number | null;
  /** From the image to the features. */
  readonly graph: Graph;
}

/** Undefined for a backbone of the catalogue, which is known by its name. */
export function storedNetwork(backbone: Backbone, size: number): Stored | undefined {
  if (isFromFolder(backbone)) return { format: 'huggingface', files: backbone.folder.files };
  if (isOfVectors(backbone)) {
    const { chosen, header } = backbone.vectors;
    return { format: 'vectors', words: chosen?.words.length ?? 0, width: header.width };
  }
  if (!isImported(backbone)) return undefined;
  const { title, tokens } = backbone;
  return { title, size, prefix: tokens?.prefix ?? null, graph: buildBackbone(backbone, size) };
}

/** The network as a backbone; where its graph is kept, of that one size. */
export function backboneFrom(name: string, stored: Stored): Backbone {
  if ('files' in stored) {
    // The tokenizer's files are the preparation's.
    return folderBackbone(name, { format: stored.format, path: '' }, stored.files);
  }
  if ('words' in stored) return tableBackbone(name, stored.words, stored.width);
  const { title, size, prefix, graph } = stored;
  return {
    name,
    modality: 'images',
    title,
    family: 'imported',
    paper: '',
    reference: name,
    inputSize: { native: size, minimum: size, multipleOf: 1, only: size },
    ...(prefix === null ? {} : { tokens: { prefix } }),
    preprocessing: preset('raw'),
    parameters: parameterCount(graph.parameters.filter(isTrainable)),
    sources: [],
    layouts: [],
    tuneLimit: 1e-4,
    inputs: (side) => [{ name: imageInput, type: float32('batch', side, side, 3) }],
    build: (b, inputs) => ({ features: b.graft(graph, inputs)[0]! }),
  };
}

/** A graph that was read as JSON. @throws Error naming what is wrong with it */
export function checkedNetwork(value: unknown): Stored {
  const refuse = (what: string) => new Error(`its network ${what}`);
  if (isRecord(value) && value.format === 'huggingface') return checkedFolder(value, refuse);
  if (isRecord(value) && value.format === 'vectors') return checkedVectors(value, refuse);
  if (!isRecord(value) || !isRecord(value.graph)) throw refuse('is no graph');
  const { title, size, prefix, graph } = value;
  if (typeof title !== 'string' || typeof size !== 'number' || !(size >= 1 && size <= 65_536))
    throw refuse('has no size');
  if (prefix !== null && !(typeof prefix === 'number' && prefix >= 0))
    throw refuse('has no number of tokens');
  const { nodes, inputs, outputs, parameters, layers, blocks } = graph;
  for (const list of [nodes, inputs, outputs, parameters, layers, blocks]) {
    if (!Array.isArray(list)) throw refuse('lacks a part');
  }
  const known = new Set<string>();
  for (const node of nodes as readonly unknown[]) {
    if (
      !isRecord(node) ||
      typeof node.name !== 'string' ||
      typeof node.op !== 'string' ||
      !isRecord(node.attrs)
    )
      throw refuse('has a node that is none');
    const read = node.inputs;
    if (
      !Array.isArray(read) ||
      !read.every((ref) => typeof ref === 'string' && known.has(parseRef(ref).node))
    )
      throw refuse(`reads at ${node.name} what is not there`);
    if (!Array.isArray(node.outputs) || !node.outputs.every(isType))
      throw refuse(`gives nothing at ${node.name}`);
    known.add(node.name);
  }
  const named = (item: unknown) =>
    isRecord(item) &&
    typeof item.name === 'string' &&
    typeof item.block === 'string' &&
    Array.isArray(item.shape);
  if (!(parameters as readonly unknown[]).every(named)) throw refuse('has a parameter that is none');
  if (
    !(outputs as readonly unknown[]).every((ref) => typeof ref === 'string' && known.has(parseRef(ref).node))
  )
    throw refuse('has no output');
  return value as unknown as StoredNetwork;
}

function checkedFolder({ files }: Record<string, unknown>, refuse: (what: string) => Error): StoredFolder {
  if (!isRecord(files) || !isRecord(files.config)) throw refuse('has no configuration');
  const others = [files.tokenizer, files.sentences, files.pooling];
  if (!others.every((one) => one === undefined || isRecord(one))) throw refuse('has a file that is none');
  return { format: 'huggingface', files: files as unknown as FolderFiles };
}

function checkedVectors(
  { words, width }: Record<string, unknown>,
  refuse: (what: string) => Error,
): StoredVectors {
  const isCount = (value: unknown): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 1e9;
  if (!isCount(words) || !isCount(width) || width < 1) throw refuse('has no sizes');
  return { format: 'vectors', words, width };
}

const isType = (type: unknown): boolean =>
  isRecord(type) &&
  (type.dtype === 'float32' || type.dtype === 'int32') &&
  Array.isArray(type.shape) &&
  type.shape.every((dim) =>
    typeof dim === 'number' ? dim >= 1 : ['batch', 'tokens', 'rows'].includes(String(dim)),
  );
