/** Writes the training graph of a phase as a SavedModel, for `trace.py` to run: BACKBONE SIZE FROZEN_BLOCKS MODE FOLDER. */

import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { cutNetwork } from '@tlp/language/graph/cut.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import { writeSavedModel } from '@tlp/runtime/engines/tensorflow/saved-model.js';
import { buildTrainingGraphDef } from '@tlp/runtime/engines/tensorflow/training-graph-def.js';
import { crossEntropyLoss } from '@tlp/runtime/tasks/classification/loss.js';
import { miniLm } from '../lib/minilm.js';

const [name = '', size = '', frozenBlocks = '', mode = '', folder = ''] = process.argv.slice(2);
const backbone = name === 'minilm' ? miniLm : findBackbone(name);
if (!backbone) throw new Error(`There is no backbone ${name}.`);
const network = buildNetwork(
  backbone,
  Number(size),
  [
    { kind: 'pool', mode: 'average' },
    { kind: 'dense', units: 'classes', activation: null },
  ],
  10,
);
const frozen = new Set(frozenBlocks.split(','));
const program = cutNetwork(network, {
  frozenLayers: new Set(network.layers.filter((l) => frozen.has(l.block)).map((l) => l.name)),
  batchNorm: mode === 'train' ? 'train' : 'frozen',
});
const optimizer = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 } as const;
const { nodes, signatures } = buildTrainingGraphDef(program, {
  phase: { optimizer, clipNorm: null, accumulate: 1 },
  addLoss: crossEntropyLoss,
});
await writeSavedModel(
  folder,
  nodes,
  Object.fromEntries(Object.entries(signatures).map(([key, signature]) => [key, signature!])),
);
