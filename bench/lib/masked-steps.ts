/** Training steps of a BERT that is to tell hidden words, with random weights, on a batch that stays the same. */
import { withDecoder } from '@tlp/language/backbones/decoded.js';
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { cutNetwork } from '@tlp/language/graph/cut.js';
import { judgedTokens } from '@tlp/language/graph/judged-tokens.js';
import { addInputs, buildNetwork } from '@tlp/language/graph/network.js';
import { int32 } from '@tlp/language/graph/shape.js';
import { textInputs } from '@tlp/language/modalities/text/preprocessing.js';
import { optimizerScalars } from '@tlp/runtime/compile/optimizers/scalars.js';
import { targetInput, weightInput } from '@tlp/runtime/compile/training-engine.js';
import { createTensorFlowTraining } from '@tlp/runtime/engines/tensorflow/training.js';
import { answerFeeds } from '@tlp/runtime/modalities/text/answers.js';
import { loadTensorFlow } from '@tlp/runtime/native/load.js';
import { summedLoss } from '@tlp/runtime/tasks/language-model/loss.js';
import { miniLm as card, miniLmWords as words } from './minilm.js';
import { initializeParameters, noise, readOptions, report, throughput } from './ours.js';

const options = readOptions('steps', 'batch', 'tokens', 'decoded');
const [steps, batch, tokens] = [options.steps, options.batch, options.tokens].map(Number) as [
  number,
  number,
  number,
];
const isAll = options.decoded === 'all';
/** The network whose decoder reads all places, as it would without what is compared here. */
function decodingAll() {
  const b = new GraphBuilder();
  const { features } = card.build(b, addInputs(b, card, tokens));
  const answers = b.input(textInputs.answers, int32('batch', 'tokens'));
  return b.finish([judgedTokens(b, card.decoders!.masked!.build(b, features), answers)]);
}

const graph = isAll ? decodingAll() : buildNetwork(withDecoder(card, 'masked'), tokens, [], 3);
const program = cutNetwork(graph, { frozenLayers: new Set(), batchNorm: 'frozen' });
const optimizer = { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 } as const;
const engine = await createTensorFlowTraining(await loadTensorFlow(), program, {
  phase: { optimizer, clipNorm: null, accumulate: 1 },
  weights: initializeParameters(graph.parameters, 1),
  engine: 'tensorflow',
  addLoss: summedLoss,
});

const drawn = noise(2 * batch * tokens).map((value) => (value + 1) / 2);
const told = Array.from({ length: batch }, (_, row) => {
  const answers = Int32Array.from({ length: tokens }, (_, at) => {
    const [word, chance] = [drawn[2 * (row * tokens + at)]!, drawn[2 * (row * tokens + at) + 1]!];
    return chance < 0.15 ? Math.floor(word * words) : -1;
  });
  return { answers };
});
const judged = told.reduce((sum, { answers }) => sum + answers.filter((answer) => answer >= 0).length, 0);
const shape = [batch, tokens];
const fed = {
  ids: { data: Int32Array.from({ length: batch * tokens }, (_, i) => Math.floor(drawn[i]! * words)), shape },
  mask: { data: new Int32Array(batch * tokens).fill(1), shape },
  types: { data: new Int32Array(batch * tokens), shape },
  // Told of all places, the answers are those of the next word: none where nothing is hidden.
  ...answerFeeds(isAll ? 'word' : 'masked', told, tokens),
  [targetInput]: { data: new Float32Array(batch), shape: [batch] },
  [weightInput]: { data: new Float32Array(batch).fill(batch / judged), shape: [batch] },
  ...(program.randomKey === null ? {} : { [program.randomKey]: { data: Int32Array.of(1, 2), shape: [2] } }),
};

let update = 0;
let loss = Number.NaN;
const texts = await throughput(batch, steps, async () => {
  update++;
  loss = (await engine.train(fed, optimizerScalars(optimizer, update, 1e-4), true)).loss;
});
await engine.dispose();
report(batch / texts, { loss, note: `loss ${loss.toFixed(4)}` });
