/** An imported model as a backbone, as if it stood in the catalogue. */
import type { Backbone, TensorLocation } from '../backbones/card.js';
import { imageInput } from '../backbones/of-images.js';
import { isTrainable } from '../graph/parameters.js';
import { float32 } from '../graph/shape.js';
import type { Graph } from '../graph/types.js';
import { nodesByName, parameterCount, typeOf } from '../graph/walk.js';
import { preset } from '../modalities/images/presets.js';
import { fileName } from '../resolve/paths.js';
import type { ModelFile } from '../schema/models.js';
import { type ImportedGraph, importGraph, shownCut } from './imported.js';
import { type ForeignModel, ImportProblem } from './model.js';
import type { OpTable } from './op.js';
import { imageSide } from './translate.js';

/** Of a model that takes any size. */
const usualSize = 224;

export interface ImportedBackbone extends Backbone {
  readonly imported: {
    readonly file: ModelFile;
    readonly model: ForeignModel;
    /** What was left out of the model, in a sentence. */
    readonly cut: string;
    /** At the native size. */
    readonly graph: Graph;
  };
}

export const isImported = (card: Backbone): card is ImportedBackbone => 'imported' in card;

/** @throws ImportProblem */
export function backboneOf(file: ModelFile, model: ForeignModel, ops: OpTable): ImportedBackbone {
  const name = fileName(file.path);
  const native = imageSide(model) ?? usualSize;
  const graphs = new Map<number, ImportedGraph>();
  const at = (size: number): ImportedGraph => {
    const known = graphs.get(size) ?? importGraph(model, ops, size);
    graphs.set(size, known);
    return known;
  };
  const { graph, locations, cut } = at(native);
  const free = isFree(model, ops, native, graph);
  const tokens =
    typeOf(nodesByName(graph), graph.outputs[0]!).shape.length === 3 ? { prefix: cut.prefix } : undefined;
  const producer = model.producer === '' ? '' : `, written by ${model.producer}`;
  return {
    name,
    modality: 'images',
    title: name,
    family: 'imported',
    paper: `Imported from ${model.format.toUpperCase()}${producer}. ${shownCut(cut)}`,
    reference: name,
    inputSize: { native, minimum: free ? 32 : native, multipleOf: 1, ...(free ? {} : { only: native }) },
    ...(tokens ? { tokens } : {}),
    preprocessing: preset('torch'),
    parameters: parameterCount(graph.parameters.filter(isTrainable)),
    sources: [],
    layouts: [{ name: model.format, locate: (parameter) => located(locations, parameter) }],
    unread: () => true,
    tuneLimit: 1e-4,
    inputs: (size) => [{ name: imageInput, type: float32('batch', size, size, 3) }],
    build: (b, inputs) => {
      const size = b.type(inputs[imageInput]!).shape[1];
      return { features: b.graft(at(Number(size)).graph, inputs)[0]! };
    },
    imported: { file, model, cut: shownCut(cut), graph },
  };
}

function located(locations: ReadonlyMap<string, TensorLocation>, parameter: string): TensorLocation {
  const found = locations.get(parameter);
  if (!found) throw new Error(`The model has no parameter ${parameter}.`);
  return found;
}

/** Whether the model, written for one size, is the same network at others: its tensors have the same shapes there. */
function isFree(model: ForeignModel, ops: OpTable, native: number, graph: Graph): boolean {
  try {
    const other = importGraph(model, ops, native + 64).graph;
    const shapes = ({ parameters }: Graph) => parameters.map(({ name, shape }) => [name, shape]);
    return JSON.stringify(shapes(other)) === JSON.stringify(shapes(graph));
  } catch (error) {
    if (error instanceof ImportProblem) return false;
    throw error;
  }
}
