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
import type { StoredForm } from './stored-form.js';
import { backboneOfForm, checkedForm, formOf } from './stored-forms.js';

export type Stored = StoredNetwork | StoredForm;

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
  const form = formOf(backbone);
  if (form) return form;
  if (!isImported(backbone)) return undefined;
  const { title, tokens } = backbone;
  return { title, size, prefix: tokens?.prefix ?? null, graph: buildBackbone(backbone, size) };
}

/** The network as a backbone; where its graph is kept, of that one size. */
export function backboneFrom(name: string, stored: Stored): Backbone {
  if ('format' in stored) return backboneOfForm(name, stored);
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
  const form = checkedForm(value, refuse);
  if (form) return form;
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

const isType = (type: unknown): boolean =>
  isRecord(type) &&
  (type.dtype === 'float32' || type.dtype === 'int32') &&
  Array.isArray(type.shape) &&
  type.shape.every((dim) =>
    typeof dim === 'number' ? dim >= 1 : ['batch', 'tokens', 'judged', 'rows'].includes(String(dim)),
  );
