/** A trained model on disk: everything that predicting needs, and nothing of where it was trained. */
import path from 'node:path';
import type { Backbone, Preprocessing } from '@tlp/language/backbones/card.js';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { fail } from '@tlp/language/diagnostic.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import type { Graph } from '@tlp/language/graph/types.js';
import type { HeadLayer, ImageData } from '@tlp/language/resolve/pipeline.js';
import { writeFileAtomic } from '../files/atomic.js';
import { readRegularText } from '../files/regular.js';
import { openSafetensors } from '../weights/safetensors.js';
import { writeSafetensors } from '../weights/safetensors-write.js';
import type { Weights } from '../weights/tensors.js';
import { weightOf } from '../weights/weight-of.js';
import { readRun, runPaths } from './run-directory.js';
import { writing } from './write-error.js';

/** `model.json`. */
export interface ModelCard {
  /** Counts up when this form changes. */
  readonly format: 1;
  readonly name: string;
  readonly description: string;
  /** Name in the catalogue. */
  readonly backbone: string;
  readonly head: readonly HeadLayer[];
  /** Side of the square input, pixels. */
  readonly inputSize: number;
  readonly resize: ImageData['resize'];
  readonly preprocessing: Preprocessing;
  readonly classes: readonly string[];
}

export interface Model extends ModelCard {
  /** `image -> logits`, dropout and all. */
  readonly network: Graph;
  readonly weights: Weights;
}

export type FindBackbone = (name: string) => Backbone | undefined;

const filesIn = (folder: string) => ({
  card: path.join(folder, 'model.json'),
  weights: path.join(folder, 'weights.safetensors'),
});

/** Writes the weights first: a folder with a `model.json` is complete. */
export async function saveModel(folder: string, { network, weights, ...card }: Model): Promise<void> {
  const files = filesIn(folder);
  const tensors = new Map(
    network.parameters.map((p) => [p.name, { shape: p.shape, data: weightOf(weights, p) }] as const),
  );
  await writing(folder, writeSafetensors(files.weights, tensors, { format: 'tlp' }));
  await writing(folder, writeFileAtomic(files.card, `${JSON.stringify(card, null, 2)}\n`));
}

/**
 * Reads the model of a run directory.
 * @throws TLP853 no run, TLP857 the run has not finished, TLP858 the model does not fit this version,
 *   TLP251–254 damaged weights
 */
export async function loadModel(run: string, find: FindBackbone = findBackbone): Promise<Model> {
  const files = filesIn(runPaths(run).model);
  const text = await readRegularText(files.card).catch(() => null);
  if (text === null) {
    await readRun(run);
    throw fail('TLP857', `The run in ${run} has no model yet.`, 'Finish it: tlp run … --resume.', {
      file: run,
      exitCode: 2,
    });
  }
  const card = parseCard(text);
  const backbone = card && find(card.backbone);
  if (!card || !backbone) throw unknownModel(files.card);
  const network = buildNetwork(backbone, card.inputSize, card.head, card.classes.length);
  return { ...card, network, weights: await readWeights(files.weights, network, files.card) };
}

async function readWeights(file: string, network: Graph, card: string): Promise<Weights> {
  const opened = await openSafetensors(file);
  try {
    const weights = new Map<string, Float32Array>();
    for (const { name, shape } of network.parameters) {
      const header = opened.tensors.get(name);
      if (!header || `${header.shape}` !== `${shape}`) throw unknownModel(card);
      weights.set(name, (await opened.read(name)).data);
    }
    return weights;
  } finally {
    await opened.close();
  }
}

function parseCard(text: string): ModelCard | null {
  try {
    const card = JSON.parse(text) as ModelCard;
    return card.format === 1 ? card : null;
  } catch {
    return null;
  }
}

const unknownModel = (file: string) =>
  fail(
    'TLP858',
    `${file} was not written by this version of tlp.`,
    'Train again, or use the version of tlp that wrote it.',
    {
      file,
      exitCode: 2,
    },
  );
