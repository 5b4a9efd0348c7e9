/**
 * `ours-text BEGINNINGS`: the likeliest next characters by textgenrnn's published weights after each text of a JSON list, as JSON.
 * The weights are fetched as `tlp run` does.
 */
import { textgenrnn } from '@tlp/language/backbones/textgenrnn.js';
import { textgenrnnCharacters } from '@tlp/language/backbones/textgenrnn-vocabulary.js';
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { addInputs } from '@tlp/language/graph/network.js';
import { createInferenceEngine } from '@tlp/runtime/engines/create-inference-engine.js';
import { textPreparation } from '@tlp/runtime/modalities/text/preparation.js';
import { textReader } from '@tlp/runtime/modalities/text/reader.js';
import { loadBackboneWeights } from '@tlp/runtime/weights/load.js';

const most = 60;
const b = new GraphBuilder();
const size = textgenrnn.inputSize.native;
const values = textgenrnn.build(b, addInputs(b, textgenrnn, size));
const graph = b.finish([textgenrnn.nextScores!.build(b, values)]);
const { weights } = await loadBackboneWeights(textgenrnn, graph, { kind: 'source', name: 'reddit' });
const engine = await createInferenceEngine(graph, weights, { engine: 'auto' });
const preparation = textPreparation(
  { text: [], columns: [], long: 'head', encoding: 'utf8' },
  textgenrnn.preprocessing,
);
const reader = textReader(size, preparation);
const characters = [...textgenrnnCharacters];

/** The end of a text is read, with what begins texts before it where there is room. */
async function scoresAfter(text: string): Promise<Float32Array> {
  const end = [...text].slice(1 - size).join('');
  for await (const { feeds } of reader.read([{ id: '', texts: [end] }], { batch: 1 })) {
    const fed = [...text].length < size ? feeds : { ...feeds, ids: withoutBegin(text) };
    return (await engine.run({ ids: fed.ids!, mask: feeds.mask! }))[0]!;
  }
  throw new Error('Nothing was read.');
}

const withoutBegin = (text: string) => ({
  data: Int32Array.from([...text].slice(-size), (character) => characters.indexOf(character) + 1),
  shape: [1, size],
});

async function continued(beginning: string): Promise<string> {
  let text = beginning;
  for (let i = 0; i < most; i++) {
    const scores = (await scoresAfter(text)).subarray(1);
    const character = characters[scores.indexOf(Math.max(...scores))];
    if (character === undefined) return text;
    text += character;
  }
  return text;
}

const answers: Record<string, string> = {};
for (const beginning of JSON.parse(process.argv[2] ?? '[]')) answers[beginning] = await continued(beginning);
await engine.dispose();
process.stdout.write(JSON.stringify(answers));
