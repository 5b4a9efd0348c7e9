/** A backbone's weights, from wherever the pipeline says, in the graph's names and layout. */

import { createHash } from 'node:crypto';
import type { Backbone, WeightSource } from '@tlp/language/backbones/card.js';
import { preprocessingFor } from '@tlp/language/backbones/preprocessing.js';
import { misfitOf, weightsMisfit } from '@tlp/language/checks/backbone/weights-misfit.js';
import { failBy } from '@tlp/language/checks/raise.js';
import { fail } from '@tlp/language/diagnostic.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { isImported } from '@tlp/language/import/card.js';
import { isFromFolder } from '@tlp/language/import/folder.js';
import { isOfVectors, type VectorsBackbone, vectorsTable } from '@tlp/language/import/vectors/card.js';
import type { BackboneChoice } from '@tlp/language/resolve/pipeline.js';
import { backboneParameters, type Fit, fitWeights, type TensorPlace } from '@tlp/language/weights/fit.js';
import { sha256 } from '../files/hash.js';
import { knownHash } from '../files/known/known-files.js';
import { modelHash, modelTensors } from '../import/tensors.js';
import { adaptChannels } from './adapt-channels.js';
import { fetchWeights, type OnFetch } from './fetch.js';
import { initializeParameters } from './initialize.js';
import { openWeightFile } from './open.js';
import { fetchRepository } from './repository/fetch-repository.js';
import { resampleGrid } from './resample-grid.js';
import { checkValues } from './sound-values.js';
import type { TensorFile } from './tensors.js';
import { toGraphLayout } from './transpose.js';

export interface BackboneWeights {
  /** By the graph's parameter name; the head's parameters are not among them. */
  readonly weights: Map<string, Float32Array>;
  /** Identifies the weights' content, lower-case hex. */
  readonly hash: string;
  /** How the examples became the input when the weights were trained, in the form of the backbone's modality. */
  readonly preprocessing: object;
  /** Tensors of the file that are not the backbone's, such as another head's. */
  readonly aside: readonly string[];
  /** The published classifier, where the file has it: kernel `[features, classes]`, bias `[classes]`. */
  readonly classifier?: { readonly kernel: Float32Array; readonly bias: Float32Array };
}

/** All but those of a finished run, which are of more than a backbone; see `train/warm-start`. */
export type PublishedChoice = Exclude<BackboneChoice['weights'], { kind: 'run' }>;

export interface LoadOptions {
  readonly onProgress?: OnFetch;
  /** Of `random` weights. Defaults to 0. */
  readonly seed?: number;
  readonly signal?: AbortSignal;
  /** Where proxies, mirrors, tokens and the offline switches are read. Defaults to the process's. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Loads what `choice` names: published weights (fetched on first use), a file, or fresh random ones.
 * @throws TlpError TLP250–258 (the file), TLP260–263 (fetching it).
 */
export async function loadBackboneWeights(
  backbone: Backbone,
  graph: Graph,
  choice: PublishedChoice,
  options: LoadOptions = {},
): Promise<BackboneWeights> {
  switch (choice.kind) {
    case 'random':
      return randomWeights(backbone, graph, options.seed ?? 0);
    case 'model':
      return ownWeights(backbone, graph, options);
    case 'file':
      return readWeights(choice.path, await hashOf(choice.path), backbone, graph);
    case 'source': {
      const source = findSource(backbone, choice.name);
      const { path, hash } = await fetchWeights(source, { of: backbone.name, ...options });
      return readWeights(path, hash, backbone, graph, source);
    }
  }
}

function randomWeights(backbone: Backbone, graph: Graph, seed: number): BackboneWeights {
  const parameters = backboneParameters(graph);
  const shapes = parameters.map(({ name, shape, initializer }) => [name, shape, initializer]);
  return {
    weights: initializeParameters(parameters, seed),
    hash: sha256(JSON.stringify(['random', seed, shapes])),
    preprocessing: preprocessingFor(backbone),
    aside: [],
  };
}

async function hashOf(path: string): Promise<string> {
  // Opened first for its error messages, and for the files that it consists of.
  const { files, close } = await openWeightFile(path);
  await close();
  if (files.length === 1) return knownHash(files[0]!);
  const hashes = [];
  for (const file of files) hashes.push(await knownHash(file));
  return sha256(JSON.stringify(hashes));
}

/** @param besides what else may be written in its place */
export function findSource(
  backbone: Backbone,
  name: string,
  besides: readonly string[] = ['random', 'file("…")'],
  exitCode: 1 | 2 = 1,
): WeightSource<object> {
  const source = backbone.sources.find((candidate) => candidate.name === name);
  if (source) return source;
  const names = backbone.sources.map((candidate) => candidate.name);
  throw fail(
    'TLP256',
    `${backbone.name} has no published weights named ${name}.`,
    `Write ${[...names, ...besides].join(' or ')}.`,
    { exitCode },
  );
}

/** Those in the file, or the folder, that the network itself was imported from. */
async function ownWeights(
  backbone: Backbone,
  graph: Graph,
  { onProgress, signal, env }: LoadOptions,
): Promise<BackboneWeights> {
  if (isFromFolder(backbone)) {
    const { file, weights: folder } = backbone.folder;
    const { repository } = file;
    const options = { weights: true, onProgress, signal, env };
    const path = repository ? await fetchRepository(repository, options) : folder;
    return readWeights(path, await hashOf(path), backbone, graph);
  }
  if (isOfVectors(backbone)) return vectorWeights(backbone);
  if (!isImported(backbone)) throw new Error(`${backbone.name} was not imported.`);
  const { file, model } = backbone.imported;
  return readFrom(modelTensors(file.path, model), await modelHash(file.path, model), backbone, graph);
}

/** Of the words that were chosen when the data were known. */
function vectorWeights({ name, vectors: { chosen }, preprocessing }: VectorsBackbone): BackboneWeights {
  if (!chosen) throw new Error(`The words of ${name} have not been chosen.`);
  const { words, table } = chosen;
  const hash = createHash('sha256').update(JSON.stringify(words));
  hash.update(new Uint8Array(table.buffer, table.byteOffset, table.byteLength));
  return { weights: new Map([[vectorsTable, table]]), hash: hash.digest('hex'), preprocessing, aside: [] };
}

async function readWeights(
  path: string,
  hash: string,
  backbone: Backbone,
  graph: Graph,
  source?: WeightSource<object>,
): Promise<BackboneWeights> {
  return readFrom(await openWeightFile(path), hash, backbone, graph, source);
}

async function readFrom(
  file: TensorFile,
  hash: string,
  backbone: Backbone,
  graph: Graph,
  source?: WeightSource<object>,
): Promise<BackboneWeights> {
  try {
    const fit = requireFit(file, backbone, graph);
    const weights = new Map<string, Float32Array>();
    const shapes = new Map(graph.parameters.map(({ name, shape }) => [name, shape]));
    for (const place of fit.places) {
      const { name, shape } = place.parameter;
      const wanted = shapes.get(name) ?? shape;
      const values = await readPlace(file, place);
      weights.set(name, `${wanted}` === `${shape}` ? values : adaptChannels(values, name, shape, wanted));
    }
    const preprocessing = preprocessingFor(backbone, { source, layout: fit.layout });
    const { aside } = fit;
    if (!fit.classifier) return { weights, hash, preprocessing, aside };
    const kernel = await readPlace(file, fit.classifier.kernel);
    const bias = await readPlace(file, fit.classifier.bias);
    return { weights, hash, preprocessing, aside, classifier: { kernel, bias } };
  } finally {
    await file.close();
  }
}

/**
 * Checks a weight file before a run from its header alone, in milliseconds: no value is read.
 * @throws TlpError TLP250–257
 */
export async function checkWeightFile(path: string, backbone: Backbone, graph: Graph): Promise<void> {
  const file = await openWeightFile(path);
  try {
    requireFit(file, backbone, graph);
  } finally {
    await file.close();
  }
}

async function readPlace(file: TensorFile, place: TensorPlace): Promise<Float32Array> {
  const { parameter, tensor } = place;
  const { data } = await file.read(tensor);
  checkValues(file.path, tensor, parameter.role, data);
  const values = place.grid ? resampleGrid(data, parameter.shape, place.grid) : data;
  return toGraphLayout(values, parameter.shape, place);
}

/**
 * Checks from the file's header alone that its tensors are the backbone's.
 * @throws TlpError TLP255, naming the first misfit and the backbone that the file is for.
 */
export function requireFit(file: TensorFile, backbone: Backbone, graph: Graph): Fit {
  const result = fitWeights(file.tensors, backbone, graph);
  if ('places' in result) return result;
  throw failBy(weightsMisfit, misfitOf(file.path, file.tensors, backbone, result), { file: file.path });
}
