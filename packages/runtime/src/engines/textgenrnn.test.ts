/** textgenrnn computes as in Keras, from weights in both of the layouts in which Keras saves its layers. */
import { withChosenTop } from '@tlp/language/backbones/published-top.js';
import { textgenrnn } from '@tlp/language/backbones/textgenrnn.js';
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { addInputs } from '@tlp/language/graph/network.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { describe, expect, it } from 'vitest';
import { readingGraph } from '../generate/readings.js';
import { textPreparation } from '../modalities/text/preparation.js';
import { textReader } from '../modalities/text/reader.js';
import { relativeError } from '../testing/compare.js';
import { kerasFormulaTensor, sample } from '../testing/formula.js';
import { readGolden } from '../testing/goldens.js';
import { shapeInFile, toGraphLayout } from '../weights/transpose.js';
import { createInferenceEngine } from './create-inference-engine.js';

const golden = readGolden<{
  readonly ids: readonly (readonly number[])[];
  readonly average: readonly number[];
  readonly scores: readonly number[];
}>('textgenrnn.json');

const [cudnn, keras] = textgenrnn.layouts;

/** From a text to the vector of the published top, and from a window to the scores of the next character. */
function graphs() {
  const card = withChosenTop(textgenrnn, { top: 'published' });
  const b = new GraphBuilder();
  const { features } = card.build(b, addInputs(b, card, 40));
  return { average: b.finish([features]), scores: readingGraph(textgenrnn.continuation!) };
}

const weightsOf = ({ parameters }: Graph) =>
  new Map(
    parameters.map(({ name, shape }) => {
      const place = keras!.locate(name);
      const { data } = kerasFormulaTensor(place.tensor, shapeInFile(shape, place));
      return [name, toGraphLayout(data, shape, place)];
    }),
  );

describe.each(['portable', 'tensorflow', 'onnx'] as const)('on %s', (engine) => {
  it.each(['average', 'scores'] as const)('has the %s of Keras', async (what) => {
    const graph = graphs()[what];
    const session = await createInferenceEngine(graph, weightsOf(graph), { engine });
    const shape = [golden.ids.length, 40];
    const ids = { data: Int32Array.from(golden.ids.flat()), shape };
    const mask = { data: new Int32Array(golden.ids.length * 40).fill(1), shape };
    const [found] = await session.run(what === 'average' ? { ids, mask } : { ids });
    await session.dispose();
    expect(relativeError(sample(found!, golden[what].length), golden[what])).toBeLessThan(1e-5);
  });
});

it.each([
  ['rnn_1/kernel', 100],
  ['rnn_2/kernel', 128],
  ['rnn_2/recurrent_kernel', 128],
])('turns CuDNN’s %s as Keras does', (parameter, inputs) => {
  const [units, gates] = [128, 4];
  const place = cudnn!.locate(parameter);
  const file = Float32Array.from({ length: inputs * gates * units }, (_, i) => i);
  const ours = toGraphLayout(file, [inputs, gates * units], place);
  for (let gate = 0; gate < gates; gate++) {
    const own = (i: number, u: number) => file[i * gates * units + gate * units + u]!;
    // `kernel.T.reshape(kernel.shape, order='F')` of a gate's matrix, or `kernel.T` of a recurrent one.
    const flat = Array.from({ length: inputs * units }, (_, at) => own(Math.floor(at / units), at % units));
    const theirs = (i: number, u: number) =>
      parameter.includes('recurrent') ? own(u, i) : flat[u * inputs + i]!;
    const places = [0, 1, 57, inputs - 1].flatMap((i) => [0, 3, units - 1].map((u) => [i, u] as const));
    for (const [i, u] of places) expect(ours[i * gates * units + gate * units + u]).toBe(theirs(i, u));
  }
});

it('adds CuDNN’s two biases', () => {
  const file = Float32Array.from({ length: 1024 }, (_, i) => i);
  const place = cudnn!.locate('rnn_1/bias');
  expect(shapeInFile([512], place)).toEqual([1024]);
  expect([...toGraphLayout(file, [512], place)]).toEqual(Array.from({ length: 512 }, (_, i) => 512 + 2 * i));
});

it('reads characters, zeros before those of a short text', async () => {
  const preparation = textPreparation(
    { text: ['body'], columns: [], long: 'head', encoding: 'utf8' },
    textgenrnn.preprocessing,
  );
  const reader = textReader(40, preparation);
  const items = [
    { id: 'a', texts: ['It 漢'] as const },
    { id: 'b', texts: ['I'.repeat(60)] as const },
  ];
  const read = [];
  for await (const { feeds } of reader.read(items, { batch: 2 })) read.push(feeds);
  const ids = [...(read[0]?.ids?.data ?? [])];
  expect(ids.slice(0, 40)).toEqual([...Array<number>(35).fill(0), 464, 1, 2, 5, 0]);
  expect(ids.slice(40)).toEqual([464, ...Array<number>(39).fill(1)]);
  expect([...read[0]!.mask!.data]).toEqual(Array<number>(80).fill(1));
});
