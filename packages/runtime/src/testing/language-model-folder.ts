/** Small networks of Transformers, and one of fastai, that learn texts themselves; see `tools/goldens/language_models.py` and `fastai_text.py`. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Backbone } from '@tlp/language/backbones/card.js';
import { withDecoder } from '@tlp/language/backbones/decoded.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { isFromFolder } from '@tlp/language/import/folder.js';
import { huggingfaceBackbone } from '@tlp/language/import/huggingface/backbone.js';
import { targetInput, weightInput } from '../compile/training-engine.js';
import { answerFeeds } from '../modalities/text/answers.js';
import { summedLoss } from '../tasks/language-model/loss.js';
import { loadBackboneWeights } from '../weights/load.js';
import { awdLstmPath, quietAwdLstm } from './awd-lstm.js';
import { readGolden } from './goldens.js';
import { type FolderGolden, fedTexts } from './huggingface-folder.js';

export interface LanguageModelGolden extends Pick<FolderGolden, 'loss' | 'gradients' | 'steps'> {
  readonly inputs: FolderGolden['inputs'] & { readonly labels: readonly (readonly number[])[] };
  /** How many tokens the network tells rightly. */
  readonly right: number;
  /** The likeliest tokens behind some others, of networks that continue texts. */
  readonly continued?: readonly Continued[];
  /** What is left of some scores, of GPT-2. */
  readonly filtered?: readonly Filtered[];
}

export interface Continued {
  readonly prompt: readonly number[];
  readonly tokens: readonly number[];
  /** Of all words, after the prompt, where the golden has them. */
  readonly scores?: readonly number[];
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

const ofFastai = 'awd-lstm';

export const languageModelNames = (): readonly string[] => [...readdirSync(root), ofFastai].sort();

export const languageModelPath = (name: string): string =>
  name === ofFastai ? awdLstmPath : fileURLToPath(new URL(name, root));

export const languageModelGolden = (name: string): LanguageModelGolden =>
  name === ofFastai
    ? readGolden<{ readonly language: LanguageModelGolden }>('fastai/awd-lstm/golden.json').language
    : readGolden<LanguageModelGolden>(`language-models/${name}/golden.json`);

/** Without dropout: the folders of Transformers have none. */
export function languageModelCard(name: string): Backbone {
  if (name === ofFastai) return quietAwdLstm();
  const config: object = JSON.parse(readFileSync(new URL(`${name}/config.json`, root), 'utf8'));
  return huggingfaceBackbone({ name, path: languageModelPath(name), config });
}

const weightsOf = (card: Backbone, path: string) =>
  isFromFolder(card) ? ({ kind: 'model' } as const) : ({ kind: 'file', path } as const);

/** Whose names the golden has. */
const layoutOf = ({ layouts }: Backbone, { parameters }: Graph, { gradients }: LanguageModelGolden) =>
  layouts.find((layout) =>
    parameters.every(({ name }) => {
      const { tensor, part } = layout.locate(name);
      return Object.hasOwn(gradients, part ? `${tensor}/${part.index}` : tensor);
    }),
  );

/** The network with its decoder, and the golden's batch. */
export async function languageModelNetwork(name: string) {
  const plain = languageModelCard(name);
  const next = plain.decoders?.word ? 'word' : 'masked';
  const card = withDecoder(plain, next);
  const graph = buildNetwork(card, card.inputSize.native, [], 3);
  const { weights } = await loadBackboneWeights(card, graph, weightsOf(card, languageModelPath(name)));
  const { labels, ...inputs } = languageModelGolden(name).inputs;
  // Transformers shifts the labels of the next token itself, and -100 stands for nothing.
  const answers = labels.map((row) => (next === 'word' ? [...row.slice(1), -100] : row));
  const rows = labels.length;
  const judged = answers.flat().filter((answer) => answer >= 0).length;
  const fed = {
    ...fedTexts(inputs),
    ...answerFeeds(
      next,
      answers.map((row) => ({ answers: Int32Array.from(row) })),
      labels[0]!.length,
    ),
  };
  const layout = layoutOf(card, graph, languageModelGolden(name));
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
