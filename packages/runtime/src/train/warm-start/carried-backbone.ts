/** The backbone's weights of a run in the network of another pipeline. */
import type { Backbone } from '@tlp/language/backbones/card.js';
import { runOfAnotherBackbone } from '@tlp/language/checks/backbone/run-of-another-backbone.js';
import { failBy } from '@tlp/language/checks/raise.js';
import { isPretrained } from '@tlp/language/graph/parameters.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { isOfVectors, type VectorsBackbone, vectorsTable } from '@tlp/language/import/vectors/card.js';
import { readsWords } from '@tlp/language/modalities/text/preprocessing.js';
import { firstWord } from '@tlp/language/modalities/text/words.js';
import type { Weights } from '../../weights/tensors.js';
import type { Model } from '../model.js';

/**
 * Of every parameter of the backbone, as the run left it. Of vectors, which words are kept depends on the data: those of both keep
 * the vectors that the run gave them.
 * @param run for messages. @throws TLP575 where the network is another
 */
export function carryBackbone(
  model: Model,
  backbone: Backbone,
  network: Graph,
  { run, file }: { readonly run: string; readonly file: string },
): Weights {
  const { name } = backbone;
  const refuse = (problem?: string) => {
    const args = { path: run, trained: model.backbone, name, ...(problem === undefined ? {} : { problem }) };
    return failBy(runOfAnotherBackbone, args, { file });
  };
  if (model.backbone !== name) throw refuse();
  const before = new Map(model.network.parameters.map((one) => [one.name, one]));
  const weights = new Map<string, Float32Array>();
  for (const parameter of network.parameters.filter(isPretrained)) {
    const trained = before.get(parameter.name);
    if (!trained) throw refuse(`it has no \`${parameter.name}\``);
    const values = model.weights.get(parameter.name)!;
    if (isOfVectors(backbone) && parameter.name === vectorsTable) {
      weights.set(parameter.name, wordRows(model, backbone, values, refuse));
      continue;
    }
    if (`${trained.shape}` !== `${parameter.shape}`) {
      const [had, has] = [trained.shape, parameter.shape].map((shape) => `[${shape.join(', ')}]`);
      throw refuse(`its \`${parameter.name}\` is ${had} and this one ${has}${inputOf(model, network)}`);
    }
    weights.set(parameter.name, values);
  }
  return weights;
}

/** Where vectors stand for positions, another input has others. */
function inputOf({ inputSize, network }: Model, now: Graph): string {
  const shapes = ({ nodes, inputs }: Graph) =>
    `${nodes.filter(({ name }) => inputs.includes(name)).map(({ outputs }) => outputs[0]?.shape)}`;
  return shapes(network) === shapes(now) ? '' : `; the run has an input of ${inputSize}`;
}

function wordRows(
  { preparation }: Model,
  { vectors: { chosen, header } }: VectorsBackbone,
  trained: Float32Array,
  refuse: (problem: string) => Error,
): Float32Array {
  const { width } = header;
  if (!readsWords(preparation) || !chosen) throw refuse('it knows no words');
  const { words: before } = preparation.tokenizer;
  const rows = firstWord + before.length;
  if (trained.length !== rows * width)
    throw refuse(`its words have ${trained.length / rows} numbers each and these ${width}`);
  const places = new Map(before.map((word, i) => [word, i]));
  const table = chosen.table.slice();
  const copy = (from: number, to: number) =>
    table.set(trained.subarray(from * width, (from + 1) * width), to * width);
  for (let row = 0; row < firstWord; row++) copy(row, row);
  chosen.words.forEach((word, i) => {
    const place = places.get(word);
    if (place !== undefined) copy(firstWord + place, firstWord + i);
  });
  return table;
}
