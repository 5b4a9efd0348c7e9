/** Whether a run would begin at features that earlier runs have stored, for `tlp plan`. Downloads nothing. */
import type { Backbone } from '@tlp/language/backbones/card.js';
import { type Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import { isStorable, type PhaseProgram } from '@tlp/language/graph/cut.js';
import { joinGraphs, laterCuts } from '@tlp/language/graph/later-cuts.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { modalityOf } from '@tlp/language/modalities/index.js';
import { phaseCuts } from '@tlp/language/plan/phase-cuts.js';
import { chooseStores } from '@tlp/language/plan/store-choice.js';
import type { StoredStart } from '@tlp/language/plan/stored-start.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { featureRoom } from '../data/features/store.js';
import type { DataSet } from '../data/types.js';
import { runtimeModality } from '../modalities/index.js';
import { loadBackboneWeights } from '../weights/load.js';
import { featureKey } from './feature-key.js';
import { frozenEngine, frozenPass, measuredBefore } from './frozen-engine.js';
import { countRows, rowsRead, splitsOf } from './rows-read.js';
import { preparedBy } from './run-input.js';
import { findShallower, isSomethingStored } from './shallower.js';
import { countStored } from './stored-records.js';
import { storedViews, viewsOf } from './views.js';

interface Site {
  /** As the data make it. */
  readonly backbone: Backbone;
  /** As the network is trained on it. */
  readonly dataSet: DataSet;
  /** That the run is to have: another library computes other features. */
  readonly engine: 'auto' | 'tensorflow' | 'portable';
  readonly onWarning: (warning: Diagnostic) => void;
}

/**
 * Of the first phase, whose pass serves all that later ones read of what stays as it was published. Null where it would read the
 * examples, where nothing is left to compute, and where the weights are not on this machine.
 */
export async function plannedStoredStart(pipeline: Pipeline, site: Site): Promise<StoredStart | null> {
  const { backbone, dataSet, engine: wanted, onWarning } = site;
  const { data } = pipeline;
  const { phases, seed } = pipeline.schedule;
  const { inputSize, weights: choice } = pipeline.backbone;
  const [first] = phases;
  const changes = modalityOf(data).changes(data);
  if (!first || first.mix || first.inputSize !== undefined || choice.kind === 'run') return null;
  if (changes?.stored === null) return null;
  const cuts = phaseCuts(pipeline, backbone, dataSet.outputs.length);
  const own = cuts[0]!;
  if (!isStorable(own.program) || !(await isSomethingStored(own.program.frozen!))) return null;
  const env = { ...process.env, TLP_OFFLINE: '1' };
  const loaded = await loadBackboneWeights(backbone, own.network, choice, { seed, env }).catch(
    (error: unknown) => {
      if (error instanceof TlpError) return null;
      throw error;
    },
  );
  if (!loaded) return null;
  const { preparation, weights } = preparedBy(pipeline, { backbone, network: own.network }, loaded, seed);
  const reader = runtimeModality(data).reader(inputSize, preparation, { changing: data });
  const rowsIn = rowsRead(dataSet, reader);
  const last = phases.length === 1;
  const sizes = { changes, last, inputSize, room: featureRoom() };
  const later = laterCuts(cuts, 0).map((at) => cuts[at]!);
  const counts = await countRows(rowsIn, splitsOf({}, last), reader, [own, ...later], sizes);
  const stores = chooseStores(own, later, { ...sizes, ...counts });
  const programs: readonly Pick<PhaseProgram, 'frozen'>[] = [
    stores.through?.base ?? own.program,
    ...stores.later.map(({ program }) => program),
  ];
  const records: string[] = [];
  for (const split of splitsOf(first, last)) {
    const views = split === 'train' ? storedViews(changes, reader, first.epochs) : null;
    records.push(...viewsOf((await rowsIn(split)).rows, views).map(({ record }) => record));
  }
  const pass = frozenPass(pipeline, { network: own.network, weights, dataSet, reader: () => reader });
  const engine = await frozenEngine(pass, { engine: wanted, times: measuredBefore });
  const options = { reader, engine, inputSize };
  const wanting: Graph[] = [];
  for (const { frozen } of programs) {
    const there = await countStored(await featureKey(frozen!, weights, options), records, { onWarning });
    if (there < records.length) wanting.push(frozen!);
  }
  if (wanting.length === 0) return null;
  for (const { at, share, key } of await findShallower(joinGraphs(wanting).graph, weights, options)) {
    const views = await countStored(key, records, { onWarning });
    if (views > 0) return { at, share, views };
  }
  return null;
}
