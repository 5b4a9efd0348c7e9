/** What `tlp backbones` says, as plain data: the JSON output is exactly this. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildBackbone } from '@tlp/language/backbones/build.js';
import type { Backbone } from '@tlp/language/backbones/card.js';
import { backbones, findBackbone } from '@tlp/language/backbones/catalogue.js';
import { nearest } from '@tlp/language/checks/did-you-mean.js';
import { fail } from '@tlp/language/diagnostic.js';
import type { Shape } from '@tlp/language/graph/types.js';
import { nodesByName, parameterCount, typeOf } from '@tlp/language/graph/walk.js';
import { isImported } from '@tlp/language/import/card.js';
import { modalityOf } from '@tlp/language/modalities/index.js';
import { importedModel } from '../import/chosen.js';
import { repositoryAt } from './repositories.js';

export interface BackboneSummary {
  readonly name: string;
  readonly title: string;
  readonly family: string;
  /** What it reads. */
  readonly modality: string;
  readonly parameters: number;
  readonly inputSize: Backbone['inputSize'];
  readonly weights: readonly string[];
}

export interface BackboneDescription extends BackboneSummary {
  readonly paper: string;
  readonly reference: string;
  /** Null for an imported network, whose file does not tell. */
  readonly preprocessing: Backbone['preprocessing'] | null;
  readonly tuneLimit: number;
  /** Size of the input the shapes are for. */
  readonly input: number;
  readonly sources: readonly {
    readonly name: string;
    readonly format: string;
    readonly trainedOn: string;
    readonly licence: string;
    readonly bytes: number | null;
    readonly top1: number | null;
  }[];
  readonly blocks: readonly {
    readonly name: string;
    readonly shape: Shape;
    readonly parameters: number;
    readonly layers: readonly { readonly name: string; readonly kind: string; readonly parameters: number }[];
  }[];
}

export const listBackbones = (): readonly BackboneSummary[] => backbones.map(summarize);

/** @throws TlpError TLP870 where the catalogue has no such name. */
export function backboneNamed(name: string): Backbone {
  const found = findBackbone(name);
  if (found) return found;
  const names = backbones.map((b) => b.name);
  const near = nearest(name, names);
  throw fail(
    'TLP870',
    `Unknown backbone "${name}".`,
    near ? `Did you mean ${near}?` : `Available: ${names.join(', ')}.`,
    { exitCode: 2 },
  );
}

/** The input size that was asked for, or the native one. @throws TlpError TLP871 where it is too small */
export function inputSizeOf({ name, modality, inputSize }: Backbone, asked?: number): number {
  const size = asked ?? inputSize.native;
  if (Number.isInteger(size) && size >= inputSize.minimum) return size;
  const { noun, unit } = modalityOf({ kind: modality });
  throw fail(
    'TLP871',
    `${name} does not accept ${noun.many} of ${size}${unit}.`,
    `Set --input to a whole number of at least ${inputSize.minimum}.`,
    { exitCode: 2 },
  );
}

const namesIn = (folder: string): readonly string[] =>
  existsSync(folder) && statSync(folder).isDirectory() ? readdirSync(folder) : [];

/**
 * A backbone of the catalogue by its name, or the network in a file or a folder by its path, or in a repository whose description
 * has been fetched.
 */
export function backboneAt(name: string, cwd: string): Backbone {
  const isFastai = namesIn(resolve(cwd, name)).some((file) => file.endsWith('.pkl'));
  if (isFastai) return importedModel({ format: 'fastai', path: resolve(cwd, name) });
  const repository = repositoryAt(name, cwd);
  if (repository) return importedModel({ format: 'huggingface', path: resolve(cwd, name), repository });
  if (existsSync(resolve(cwd, name, 'config.json')))
    return importedModel({ format: 'huggingface', path: resolve(cwd, name) });
  if (!/\.(onnx|json)$/i.test(name)) return backboneNamed(name);
  const format = /\.json$/i.test(name) ? 'tfjs' : 'onnx';
  return importedModel({ format, path: resolve(cwd, name) });
}

/** @param input size of the input; the backbone's native size where it is left out. */
export function describeBackbone(backbone: Backbone, input?: number): BackboneDescription {
  const size = inputSizeOf(backbone, input);
  const graph = buildBackbone(backbone, size);
  const nodes = nodesByName(graph);
  const parametersOf = (layer: string) => parameterCount(graph.parameters.filter((p) => p.layer === layer));
  return {
    ...summarize(backbone),
    paper: backbone.paper,
    reference: backbone.reference,
    preprocessing: isImported(backbone) ? null : backbone.preprocessing,
    tuneLimit: backbone.tuneLimit,
    input: size,
    sources: backbone.sources.map((source) => ({
      name: source.name,
      format: source.format,
      trainedOn: source.trainedOn,
      licence: source.licence,
      bytes: source.bytes ?? null,
      top1: source.top1 ?? null,
    })),
    blocks: graph.blocks.map((block) => ({
      name: block.name,
      shape: typeOf(nodes, block.output).shape,
      parameters: parameterCount(graph.parameters.filter((p) => p.block === block.name)),
      layers: graph.layers
        .filter((layer) => layer.block === block.name)
        .map((layer) => ({ name: layer.name, kind: layer.kind, parameters: parametersOf(layer.name) })),
    })),
  };
}

function summarize(backbone: Backbone): BackboneSummary {
  return {
    name: backbone.name,
    title: backbone.title,
    family: backbone.family,
    modality: backbone.modality,
    parameters: backbone.parameters,
    inputSize: backbone.inputSize,
    weights: backbone.sources.map((source) => source.name),
  };
}
