/** What a run works on: its data, its network and the network's first weights. */

import type { Backbone } from '@tlp/language/backbones/card.js';
import { preprocessingChosen } from '@tlp/language/backbones/preprocessing.js';
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { backboneFor, modalityOf } from '@tlp/language/modalities/index.js';
import { counted } from '@tlp/language/quantities.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { RunRecord } from '@tlp/language/run/record.js';
import { listed } from '@tlp/language/weights/shown.js';
import type { DataSet } from '../data/types.js';
import { chosenBackbone } from '../import/chosen.js';
import { fitBackbone } from '../modalities/fit-backbone.js';
import { runtimeModality } from '../modalities/index.js';
import { fetchText, type OnFetch } from '../weights/fetch.js';
import { completed } from '../weights/initialize.js';
import { type BackboneWeights, loadBackboneWeights } from '../weights/load.js';
import type { Weights } from '../weights/tensors.js';
import { dataHash } from './fingerprint.js';
import { joinedData } from './joined-data.js';
import type { FindBackbone } from './model.js';
import { interrupted } from './phase-run.js';
import { checkKnown, checkSure } from './sure.js';
import { type StartSite, startFromRun, startText } from './warm-start/start-from-run.js';

export interface RunInput {
  /** As the network is trained on it. */
  readonly dataSet: DataSet;
  readonly backbone: Backbone;
  /** How examples become the input, as the weights want it, or as the pipeline says that they do. */
  readonly preparation: object;
  /** `inputs -> logits`. */
  readonly network: Graph;
  /** Of every parameter, the head's drawn by the seed. */
  readonly weights: Weights;
  readonly hashes: { readonly weights: string; readonly data: string };
  readonly leftOut: RunRecord['leftOut'];
}

export interface InputOptions {
  readonly seed: number;
  readonly onStage: (message: string) => void;
  readonly onWarning: (warning: Diagnostic) => void;
  readonly findBackbone?: FindBackbone | undefined;
  readonly featureFolder?: string | undefined;
  /** What an earlier session of the run left out. */
  readonly leftOut: RunRecord['leftOut'];
  readonly signal?: AbortSignal | undefined;
}

/** @throws TLP850 interrupted; TLP25x and TLP26x the weights; TLP35x and TLP36x the data */
export async function openInput(pipeline: Pipeline, options: InputOptions): Promise<RunInput> {
  const { seed, signal, onWarning } = options;
  const stopIfAsked = (where: string) => {
    if (signal?.aborted) throw interrupted(where);
  };
  const stage = (message: string) => {
    stopIfAsked('before training started');
    options.onStage(message);
  };
  stage('Reading the data');
  const { dataSet, warnings, leftOut } = await runtimeModality(pipeline.data).open(pipeline.data, {
    leftOut: options.leftOut,
    check: {
      featureFolder: options.featureFolder,
      onItem: () => stopIfAsked('before training started'),
    },
  });
  warnings.forEach(onWarning);
  checkSure(pipeline, dataSet);

  stage('Loading the weights');
  const card = chosenBackbone(pipeline.backbone, options.findBackbone);
  const { backbone, told } = await fitBackbone(backboneFor(card, pipeline.data), pipeline.data, dataSet, {
    signal,
    onStage: options.onStage,
  }).catch((error: unknown) => {
    throw signal?.aborted ? interrupted('before training started') : error;
  });
  told.forEach(onWarning);
  const network = buildNetwork(backbone, pipeline.backbone.inputSize, pipeline.head, dataSet.outputs.length);
  checkKnown(pipeline, dataSet, network);
  const loaded = await loadWeights(pipeline, { backbone, network, dataSet }, options);
  loaded.told.forEach(stage);
  const prepared = preparedBy(pipeline, { backbone, network }, loaded, seed);
  return {
    ...prepared,
    dataSet: await joinedData(pipeline, prepared.preparation, dataSet),
    backbone,
    network,
    hashes: { weights: loaded.hash, data: dataHash(dataSet) },
    leftOut,
  };
}

/** How examples are read for these weights, and every parameter as the run begins. @param seed of what the weights do not have */
export function preparedBy(
  { backbone: chosen, data }: Pipeline,
  { backbone, network }: Pick<RunInput, 'backbone' | 'network'>,
  loaded: Pick<LoadedWeights, 'weights' | 'preprocessing'>,
  seed: number,
): Pick<RunInput, 'preparation' | 'weights'> {
  const modality = modalityOf({ kind: backbone.modality });
  const preprocessing = preprocessingChosen(chosen, modality, loaded.preprocessing);
  return {
    preparation: runtimeModality(data).preparation(data, preprocessing),
    weights: completed(network, loaded.weights, seed),
  };
}

interface LoadedWeights extends Pick<BackboneWeights, 'hash' | 'preprocessing'> {
  /** Of the backbone at least. */
  readonly weights: Weights;
  /** What there is to say of them. */
  readonly told: readonly string[];
}

async function loadWeights(
  pipeline: Pipeline,
  site: Omit<StartSite, 'seed'>,
  { seed, signal, onStage, onWarning, findBackbone }: InputOptions,
): Promise<LoadedWeights> {
  const { backbone, network } = site;
  const { weights: chosen } = pipeline.backbone;
  if (chosen.kind === 'run') {
    const { start, told, ...started } = await startFromRun(chosen, pipeline, { ...site, seed, findBackbone });
    told.forEach(onWarning);
    return { ...started, told: [startText(start, pipeline.task)] };
  }
  const onProgress = seldom(onStage);
  const loaded = await loadBackboneWeights(backbone, network, chosen, {
    seed,
    onProgress,
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    throw signal?.aborted ? interrupted('while it fetched the weights') : error;
  });
  const { aside } = loaded;
  const tensors = `${counted(aside.length, 'tensor')} of the weights that ${aside.length === 1 ? 'is' : 'are'} not of ${backbone.name}`;
  return { ...loaded, told: aside.length === 0 ? [] : [`Left aside ${tensors}: ${listed(aside)}`] };
}

/** A download in words, at most every two seconds: without a terminal, each is a line that stays. */
function seldom(say: (message: string) => void): OnFetch {
  let last = Date.now();
  return (progress) => {
    if (Date.now() - last < 2000) return;
    last = Date.now();
    say(fetchText(progress));
  };
}
