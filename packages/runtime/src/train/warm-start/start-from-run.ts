/** What a pipeline starts from where its weights are those of a finished run. */
import type { Backbone } from '@tlp/language/backbones/card.js';
import { runOfAnotherHead } from '@tlp/language/checks/backbone/run-of-another-head.js';
import { diagnosticOf } from '@tlp/language/checks/raise.js';
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { isPretrained } from '@tlp/language/graph/parameters.js';
import type { Graph } from '@tlp/language/graph/types.js';
import type { BackboneChoice, Pipeline } from '@tlp/language/resolve/pipeline.js';
import { tasks } from '@tlp/language/tasks/index.js';
import { listed } from '@tlp/language/weights/shown.js';
import type { DataSet } from '../../data/types.js';
import { runtimeModality } from '../../modalities/index.js';
import { prepareTask } from '../../tasks/index.js';
import { initializeParameters } from '../../weights/initialize.js';
import type { Weights } from '../../weights/tensors.js';
import type { FindBackbone } from '../model.js';
import { carryBackbone } from './carried-backbone.js';
import { type CarriedHead, carryHead } from './carried-head.js';
import { openRun, toldAtWeights } from './open-run.js';

/** What was taken from a run, as `tlp plan --format json` shows it. */
export interface Start extends Omit<CarriedHead, 'weights'> {
  /** Absolute. */
  readonly run: string;
}

export interface StartFromRun {
  readonly start: Start;
  /** Of the backbone, and of the head where it is carried over. */
  readonly weights: Weights;
  readonly hash: string;
  /** How examples became the input in the run, in the form of the backbone's modality. */
  readonly preprocessing: object;
  readonly told: readonly Diagnostic[];
}

export type RunWeights = Extract<BackboneChoice['weights'], { kind: 'run' }>;

export interface StartSite {
  readonly backbone: Backbone;
  readonly network: Graph;
  readonly dataSet: DataSet;
  /** Of the rows of new outputs. */
  readonly seed: number;
  readonly findBackbone?: FindBackbone | undefined;
}

/**
 * The weights of the run that the pipeline names.
 * @throws at the place of `weights`: TLP573 no finished run, TLP575 another backbone, and what reading its model throws
 */
export const startFromRun = (
  { path }: RunWeights,
  pipeline: Pipeline,
  site: StartSite,
): Promise<StartFromRun> => toldAtWeights(pipeline, () => takeFrom(path, pipeline, site));

async function takeFrom(
  run: string,
  pipeline: Pipeline,
  { backbone, network, dataSet, seed, findBackbone }: StartSite,
): Promise<StartFromRun> {
  const { model, hash } = await openRun(run, pipeline, findBackbone);
  const carried = carryBackbone(model, backbone, network, { run, file: pipeline.file });
  const drawn = initializeParameters(
    network.parameters.filter((one) => !isPretrained(one)),
    seed,
  );
  const { weights: headWeights, ...head } = carryHead(model, headSite(pipeline, network, dataSet), drawn);
  const { problem } = head;
  const modality = runtimeModality({ kind: backbone.modality });
  return {
    start: { run, ...head },
    weights: new Map([...carried, ...headWeights]),
    hash,
    preprocessing: modality.preprocessingIn?.(model.preparation) ?? backbone.preprocessing,
    told: problem === null ? [] : [diagnosticOf(runOfAnotherHead, { path: run, problem }, pipeline.file)],
  };
}

function headSite({ head, task, data, schedule }: Pipeline, network: Graph, { outputs, splits }: DataSet) {
  const targets = splits.train.map(({ target }) => target);
  const { loss, topK } = schedule;
  const { settings } = prepareTask(task, { outputs, loss, topK }, targets, data.labels);
  return { network, head, task, outputs, scales: settings.scales };
}

/** In words, as a run and `tlp plan` say it. */
export function startText({ run, kept, fresh, left, problem }: Start, task: Pipeline['task']): string {
  const from = `Going on from ${run}: its backbone`;
  if (tasks[task].units === null) return from;
  if (problem !== null) return `${from}, and a fresh head`;
  const rows = kept.length === 0 ? '' : ` with the rows of ${listed(kept)}`;
  const anew = fresh.length === 0 ? '' : `; fresh rows for ${listed(fresh)}`;
  const gone = left.length === 0 ? '' : `; without ${listed(left)}`;
  return `${from} and its head${rows}${anew}${gone}`;
}
