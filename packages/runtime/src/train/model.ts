/** A trained model on disk: everything that predicting needs, and nothing of where it was trained. */

import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Backbone } from '@tlp/language/backbones/card.js';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { withChosenForm } from '@tlp/language/backbones/chosen-form.js';
import { fail } from '@tlp/language/diagnostic.js';
import { errorText } from '@tlp/language/error-text.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import { penultimateOf } from '@tlp/language/graph/penultimate.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { backboneFrom, checkedNetwork } from '@tlp/language/import/stored.js';
import { backboneFor } from '@tlp/language/modalities/index.js';
import type { FileSeal } from '@tlp/language/run/record.js';
import { tasks } from '@tlp/language/tasks/index.js';
import { writeFileAtomic } from '../files/atomic.js';
import { readRegularText } from '../files/regular.js';
import { sealed, unsealed } from '../files/sealed.js';
import { type Bank, readBank, writeBank } from '../known/bank.js';
import { runtimeModality } from '../modalities/index.js';
import { createTask } from '../tasks/index.js';
import type { Task, TaskOptions } from '../tasks/task.js';
import { openSafetensors } from '../weights/safetensors.js';
import { writeSafetensors } from '../weights/safetensors-write.js';
import type { Weights } from '../weights/tensors.js';
import { weightOf } from '../weights/weight-of.js';
import { type CardWithWeights, type ModelCard, readCard, storedCard } from './model-card.js';
import { readRun, runPaths } from './run-directory.js';
import { checkSeal, damagedFile, readingRunFile, rebuildIt, sealOf, unreadFile } from './run-file-error.js';
import { writing } from './write-error.js';

export interface Model extends ModelCard {
  /** The modality of what it reads. */
  readonly kind: string;
  /** `inputs -> logits`, dropout and all. */
  readonly network: Graph;
  readonly weights: Weights;
  /** The training examples that others are compared with; absent where none are. */
  readonly bank?: Bank | undefined;
}

/** The task that a model was trained for. The options matter only where its answers are judged. */
export const taskOf = (
  { task, outputs, settings }: ModelCard,
  judging: Pick<TaskOptions, 'loss' | 'topK'> = { loss: tasks[task].loss, topK: 5 },
): Task => createTask(task, { outputs, ...judging, settings });

export type FindBackbone = (name: string) => Backbone | undefined;

export const modelFiles = (folder: string) => ({
  card: path.join(folder, 'model.json'),
  weights: path.join(folder, 'weights.safetensors'),
  /** Only where examples are compared with those of training. */
  known: path.join(folder, 'known.safetensors'),
});

/** Writes the weights first: a folder with a `model.json` is complete. Gives the length and hash of the weights. */
export async function saveModel(
  folder: string,
  { network, weights, kind, bank: _, ...card }: Model,
): Promise<FileSeal> {
  const files = modelFiles(folder);
  const tensors = new Map(
    network.parameters.map((p) => [p.name, { shape: p.shape, data: weightOf(weights, p) }] as const),
  );
  const hash = createHash('sha256');
  let bytes = 0;
  await writing(
    folder,
    writeSafetensors(files.weights, tensors, { format: 'tlp' }, (chunk) => {
      hash.update(chunk);
      bytes += chunk.length;
    }),
  );
  const seal = { bytes, sha256: hash.digest('hex') };
  await saveCard(folder, card, seal);
  return seal;
}

/** Writes the card beside what is there already. */
export const saveCard = (
  folder: string,
  card: ModelCard,
  weights: FileSeal,
  known?: FileSeal,
): Promise<void> =>
  writing(folder, writeFileAtomic(modelFiles(folder).card, sealed(storedCard({ ...card, weights, known }))));

/** Writes the training examples that others are compared with, before the card that names them. */
export async function saveKnown(folder: string, bank: Bank): Promise<FileSeal> {
  const { known } = modelFiles(folder);
  await writing(folder, writeBank(known, bank));
  return sealOf(known);
}

/**
 * Reads the model of a run directory, which must be the one that the run wrote.
 * @throws TLP853 no run, TLP857 the run has not finished, TLP858 the model does not fit this version, TLP891 damaged,
 *   TLP892 a file is missing
 */
export const loadModel = async (run: string, find: FindBackbone = findBackbone): Promise<Model> =>
  (await openModel(run, find)).model;

/** The same with the seal of its weights. @throws as {@link loadModel} does */
export async function openModel(
  run: string,
  find: FindBackbone = findBackbone,
): Promise<{ readonly model: Model; readonly seal: FileSeal }> {
  const files = modelFiles(runPaths(run).model);
  const { card: whole, backbone } = await openCard(run, files.card, find);
  const { weights: seal, known, ...card } = whole;
  const network = networkOf(card, backbone, files.card);
  await checkSeal(files.weights, seal, rebuildIt(run));
  const weights = await readingRunFile(
    files.weights,
    readWeights(files.weights, network, files.card),
    rebuildIt(run),
  );
  if (card.settings.rejection?.by && !known) throw otherVersion(files.card);
  const bank = known && (await openBank(run, known, network));
  return { model: { ...card, kind: backbone.modality, network, weights, ...(bank && { bank }) }, seal };
}

async function openBank(run: string, seal: FileSeal, network: Graph): Promise<Bank> {
  const { known: file, card } = modelFiles(runPaths(run).model);
  const remedy = rebuildIt(run);
  await checkSeal(file, seal, remedy);
  const bank = await readingRunFile(file, readBank(file, penultimateOf(network).width), remedy);
  if (!bank) throw otherVersion(card);
  return bank;
}

async function openCard(
  run: string,
  file: string,
  find: FindBackbone,
): Promise<{ readonly card: CardWithWeights; readonly backbone: Backbone }> {
  const text = await readRegularText(file).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw unreadFile(file, error, rebuildIt(run));
    if ((await readRun(run)).status === 'finished') throw unreadFile(file, error, rebuildIt(run));
    throw fail('TLP857', `The run in ${run} has no model yet.`, 'Finish it with "tlp run … --resume".', {
      file: run,
      exitCode: 2,
    });
  });
  const content = unsealed(text);
  if (typeof content.value?.format === 'number' && content.value.format !== 2) throw otherVersion(file);
  if ('problem' in content) throw damagedFile(file, content.problem, rebuildIt(run));
  const { backbone: name } = content.value;
  const backbone = typeof name === 'string' ? (storedIn(content.value, name, file) ?? find(name)) : undefined;
  if (!backbone) throw otherVersion(file);
  const { preparationForm } = runtimeModality({ kind: backbone.modality });
  return { backbone, card: inForm(file, () => readCard(content.value, preparationForm)) };
}

/** The network that the card itself holds, where it was imported. */
function storedIn(card: Record<string, unknown>, name: string, file: string): Backbone | undefined {
  const { imported } = card;
  return imported === undefined
    ? undefined
    : backboneFrom(
        name,
        inForm(file, () => checkedNetwork(imported)),
      );
}

/** What the model of a finished run says of itself. @throws as `loadModel` does */
export async function cardIn(run: string): Promise<ModelCard> {
  return (await openCard(run, modelFiles(runPaths(run).model).card, findBackbone)).card;
}

/** The backbone of a finished run whose network was imported; undefined for others. @throws as `loadModel` does */
export async function importedIn(run: string): Promise<Backbone | undefined> {
  const { card, backbone } = await openCard(run, modelFiles(runPaths(run).model).card, findBackbone);
  return card.imported ? backbone : undefined;
}

function networkOf(card: ModelCard, found: Backbone, file: string): Graph {
  const { inputSize, head, outputs, preparation } = card;
  const backbone = backboneFor(withChosenForm(found, card), preparation);
  return inForm(file, () => buildNetwork(backbone, inputSize, head, outputs.length));
}

/** A card with a checksum that somebody wrote by hand, and wrongly. */
function inForm<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const reason = errorText(error).replace(/\.$/, '');
    throw damagedFile(file, reason, 'Undo the change to it, or train again.', error);
  }
}

async function readWeights(file: string, network: Graph, card: string): Promise<Weights> {
  const opened = await openSafetensors(file);
  try {
    const weights = new Map<string, Float32Array>();
    for (const { name, shape } of network.parameters) {
      const header = opened.tensors.get(name);
      if (!header || `${header.shape}` !== `${shape}`) throw otherVersion(card);
      weights.set(name, (await opened.read(name)).data);
    }
    return weights;
  } finally {
    await opened.close();
  }
}

const otherVersion = (file: string) =>
  fail(
    'TLP858',
    `${file} was not written by this version of tlp.`,
    'Train again, or use the version of tlp that wrote it.',
    { file, exitCode: 2 },
  );
