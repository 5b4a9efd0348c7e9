import { checked } from '../../../checks/checked.js';
import { sparseCrossEntropy } from '../../../graph/ops/sparse-loss.js';
import type { Graph } from '../../../graph/types.js';
import { nodesByName, typeOf } from '../../../graph/walk.js';
import { count } from '../../../quantities.js';
import { isTextData, nextOf, type TextData } from '../data.js';
import { nextExample } from './next-example.js';

/** Bytes of the scores of a batch from which on they are told, and that what is proposed takes at most. */
const [tooMany, fine] = [2e9, 1e9];

/** Words that the network scores of each token; undefined where it tells none, or only those that are hidden. */
function wordsScored(graph: Graph): number | undefined {
  const scoring = graph.nodes.find(({ op }) => op === sparseCrossEntropy.name);
  const shape = scoring && typeOf(nodesByName(graph), scoring.inputs[0]!).shape;
  const words = shape?.includes('tokens') ? shape.at(-1) : undefined;
  return typeof words === 'number' ? words : undefined;
}

const wide = nextExample();
const config = JSON.parse(wide.others!['gpt2/config.json']!) as object;
const others = {
  ...wide.others,
  'gpt2/config.json': JSON.stringify({ ...config, vocab_size: 250_000, n_positions: 1024 }),
};
const reading = (tokens: number) => ({
  ...wide,
  others,
  file: wide.file!.replace('huggingface("gpt2")', `huggingface("gpt2") {\n    input: ${tokens}\n  }`),
});

export const scoresTooMany = checked<
  { batch: number; tokens: number; words: number; bytes: number; fits: number },
  TextData
>({
  code: 'TLP554',
  severity: 'warning',
  title: 'The scores of the words may not fit into memory',
  explanation:
    'A language model scores every word of its vocabulary at every token of a batch, and a step needs these scores about three times: themselves, as probabilities, and their gradient. They grow with `batch`, with `input` and with the vocabulary. fastai reads 72 tokens at once, the example scripts of Transformers as many as a batch allows.',
  message: ({ batch, tokens, words, bytes }) =>
    `A batch of ${batch} texts of ${count(tokens)} tokens has ${count(words)} scores a token, which take ${(bytes / 1e9).toFixed(1)} GB, and a step needs them about three times.`,
  remedy: ({ fits }) =>
    `Write \`input: ${fits}\`, a smaller \`batch\`, or in \`schedule\` what it may take, for example \`memory: 4GB\`.`,
  bad: reading(1024),
  good: reading(256),
  applies: { data: isTextData },
  reads: ['data', 'backbone', 'schedule'],
  check({ pipeline: { data, backbone, schedule }, graph }, found) {
    if (nextOf(data.labels) === undefined || schedule.memory !== null) return;
    const words = wordsScored(graph);
    if (words === undefined) return;
    const [{ batch }, { inputSize: tokens }] = [data, backbone];
    const ofToken = 4 * batch * words;
    const bytes = ofToken * tokens;
    const fits = Math.max(16, 2 ** Math.floor(Math.log2(fine / ofToken)));
    if (bytes > tooMany) found({ batch, tokens, words, bytes, fits }, 'backbone.input');
  },
});
