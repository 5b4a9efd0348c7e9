/** Small networks of Transformers that learn texts themselves, as it wrote their folders; see `tools/goldens/language_models.py`. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withDecoder } from '@tlp/language/backbones/decoded.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import { huggingfaceBackbone } from '@tlp/language/import/huggingface/backbone.js';
import { textInputs } from '@tlp/language/modalities/text/preprocessing.js';
import { targetInput, weightInput } from '../compile/training-engine.js';
import { summedLoss } from '../tasks/language-model/loss.js';
import { loadBackboneWeights } from '../weights/load.js';
import { readGolden } from './goldens.js';
import { type FolderGolden, fedTexts } from './huggingface-folder.js';

export interface LanguageModelGolden extends Pick<FolderGolden, 'loss' | 'gradients' | 'steps'> {
  readonly inputs: FolderGolden['inputs'] & { readonly labels: readonly (readonly number[])[] };
  /** How many tokens the network tells rightly. */
  readonly right: number;
  /** The likeliest tokens behind some others, of GPT-2. */
  readonly continued?: readonly { readonly prompt: readonly number[]; readonly tokens: readonly number[] }[];
  /** What is left of some scores, of GPT-2. */
  readonly filtered?: readonly Filtered[];
}

export interface Filtered {
  readonly temperature: number;
  readonly topK: number | null;
  readonly topP: number | null;
  readonly scores: readonly number[];
  /** Probabilities. */
  readonly kept: readonly number[];
}

const root = new URL('../../goldens/language-models/', import.meta.url);

export const languageModelNames = (): readonly string[] => readdirSync(root).sort();

export const languageModelPath = (name: string): string => fileURLToPath(new URL(name, root));

export const languageModelGolden = (name: string): LanguageModelGolden =>
  readGolden<LanguageModelGolden>(`language-models/${name}/golden.json`);

/** Without dropout: the folders have none. */
export function languageModelCard(name: string) {
  const config: object = JSON.parse(readFileSync(new URL(`${name}/config.json`, root), 'utf8'));
  return huggingfaceBackbone({ name, path: languageModelPath(name), config });
}

/** The network with its decoder, and the golden's batch. */
export async function languageModelNetwork(name: string) {
  const plain = languageModelCard(name);
  const next = plain.decoders?.word ? 'word' : 'masked';
  const card = withDecoder(plain, next);
  const graph = buildNetwork(card, card.inputSize.native, [], 3);
  const { weights } = await loadBackboneWeights(card, graph, { kind: 'file', path: languageModelPath(name) });
  const { labels, ...inputs } = languageModelGolden(name).inputs;
  // Transformers shifts the labels of the next token itself, and -100 stands for nothing.
  const answers = labels.map((row) => (next === 'word' ? [...row.slice(1), -100] : row));
  const [rows, tokens] = [labels.length, labels[0]!.length];
  const judged = answers.flat().filter((answer) => answer >= 0).length;
  const fed = {
    ...fedTexts(inputs),
    [textInputs.answers]: { data: Int32Array.from(answers.flat()), shape: [rows, tokens] },
  };
  const [layout] = card.layouts;
  return {
    graph,
    weights,
    fed,
    judged,
    addLoss: summedLoss,
    feeds: {
      ...fed,
      [targetInput]: { data: new Float32Array(rows), shape: [rows] },
      [weightInput]: { data: new Float32Array(rows).fill(rows / judged), shape: [rows] },
    },
    tensorOf(parameter: string): string {
      const { tensor, part } = layout!.locate(parameter);
      return part ? `${tensor}/${part.index}` : tensor;
    },
  };
}
