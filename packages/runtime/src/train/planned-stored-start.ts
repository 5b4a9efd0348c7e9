/** Whether a run would begin at features that earlier runs have stored, for `tlp plan`. Downloads nothing. */
import type { Backbone } from '@tlp/language/backbones/card.js';
import { preprocessingChosen } from '@tlp/language/backbones/preprocessing.js';
import type { SplitName } from '@tlp/language/data/split-bounds.js';
import { type Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import { joinGraphs, laterCuts } from '@tlp/language/graph/later-cuts.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import { cutPhase } from '@tlp/language/graph/phase-network.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { modalityOf } from '@tlp/language/modalities/index.js';
import type { StoredStart } from '@tlp/language/plan/stored-start.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { DataSet } from '../data/types.js';
import { runtimeModality } from '../modalities/index.js';
import { completed } from '../weights/initialize.js';
import { loadBackboneWeights } from '../weights/load.js';
import { featureKey } from './feature-key.js';
import { findShallower, isSomethingStored } from './shallower.js';
import { countStored, recordsOf } from './stored-records.js';
import { isStorable } from './stored-rows.js';
import { storedViews } from './views.js';

interface Site {
  /** As the data make it. */
  readonly backbone: Backbone;
  /** As the network is trained on it. */
  readonly dataSet: DataSet;
  readonly onWarning: (warning: Diagnostic) => void;
}

/**
 * Of the first phase, whose pass serves all that later ones read of what stays as it was published. Null where it would read the
 * examples, where nothing is left to compute, and where the weights are not on this machine.
 */
export async function plannedStoredStart(pipeline: Pipeline, site: Site): Promise<StoredStart | null> {
  const { backbone, dataSet } = site;
  const { phases, seed } = pipeline.schedule;
  const { inputSize, weights: choice } = pipeline.backbone;
  const [first] = phases;
  if (!first || first.mix || first.inputSize !== undefined || choice.kind === 'run') return null;
  const network = buildNetwork(backbone, inputSize, pipeline.head, dataSet.outputs.length);
  const cuts = phases.map((phase) => ({ phase, ...cutPhase(network, phase) }));
  const programs = [0, ...laterCuts(cuts, 0)].map((at) => cuts[at]!.program).filter(isStorable);
  const [graph] = programs.flatMap(({ frozen }) => (frozen ? [frozen] : []));
  if (!graph || !isStorable(cuts[0]!.program) || !(await isSomethingStored(graph))) return null;
  const env = { ...process.env, TLP_OFFLINE: '1' };
  const loaded = await loadBackboneWeights(backbone, network, choice, { seed, env }).catch(
    (error: unknown) => {
      if (error instanceof TlpError) return null;
      throw error;
    },
  );
  if (!loaded) return null;
  const weights = completed(network, loaded.weights, seed);
  const modality = modalityOf({ kind: backbone.modality });
  const preprocessing = preprocessingChosen(pipeline.backbone, modality, loaded.preprocessing);
  const { data } = pipeline;
  const runtime = runtimeModality(data);
  const reader = runtime.reader(inputSize, runtime.preparation(data, preprocessing), { changing: data });
  const changes = modalityOf(data).changes(data);
  if (changes?.stored === null) return null;
  const splits: readonly SplitName[] =
    phases.length === 1 ? ['train', 'validation', 'test'] : ['train', 'validation'];
  const bySplit: (readonly string[])[] = [];
  for (const split of splits) {
    const judged = split === 'train' ? undefined : reader.views;
    const views = split === 'train' ? storedViews(changes, reader, first.epochs) : null;
    bySplit.push(await recordsOf(dataSet.splits[split], { parts: reader.parts ?? judged }, views));
  }
  const records = bySplit.flat();
  const { onWarning } = site;
  const options = { reader, engine: 'auto', inputSize } as const;
  const wanting: Graph[] = [];
  for (const program of programs) {
    const there = await countStored(await featureKey(program.frozen!, weights, options), records, {
      onWarning,
    });
    if (there < records.length) wanting.push(program.frozen!);
  }
  if (wanting.length === 0) return null;
  for (const { at, share, key } of await findShallower(joinGraphs(wanting).graph, weights, options)) {
    const views = await countStored(key, records, { onWarning });
    if (views > 0) return { at, share, views };
  }
  return null;
}
