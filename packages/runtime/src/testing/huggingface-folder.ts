/** Small folders that Transformers wrote, with the numbers that it computes of them; see `tools/goldens/huggingface.py`. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Backbone } from '@tlp/language/backbones/card.js';
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { addInputs, buildHead } from '@tlp/language/graph/network.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { huggingfaceBackbone } from '@tlp/language/import/huggingface/backbone.js';
import type { HeadLayer } from '@tlp/language/resolve/pipeline.js';
import type { Feeds } from '../engines/types.js';
import type { Texts } from '../modalities/text/tokenizer/tokenizer.js';
import { loadBackboneWeights } from '../weights/load.js';
import type { Weights } from '../weights/tensors.js';
import { toGraphLayout } from '../weights/transpose.js';
import { formulaLabels, formulaTensor } from './formula.js';
import { type AdamSteps, type ByTensor, readGolden, type Summary } from './goldens.js';
import { targetFeeds } from './reference-network.js';

type Rows = readonly (readonly number[])[];

export interface FolderGolden {
  readonly inputs: {
    readonly input_ids: Rows;
    readonly attention_mask: Rows;
    readonly token_type_ids?: Rows;
  };
  readonly classes: number;
  /** After the embeddings and after each layer, 0 where there is padding. */
  readonly states: readonly Summary[];
  /** Of a dense layer over the mean of the tokens that are no padding. */
  readonly logits: readonly number[];
  readonly loss: number;
  /** Norms. */
  readonly gradients: ByTensor<number>;
  /** Of AdamW. */
  readonly steps: AdamSteps;
  /** Logits of Transformers' own classifier over the pooler. */
  readonly classifier?: readonly number[];
  /** Of texts, and of pairs, by the folder's own tokenizer, where it has one. */
  readonly tokens?: readonly { readonly texts: Texts; readonly ids: readonly number[] }[];
  /** Of the distances from -511 to 511. */
  readonly buckets?: readonly number[];
}

const root = new URL('../../goldens/huggingface/', import.meta.url);

export const folderNames = (): readonly string[] => readdirSync(root).sort();

export const folderGolden = (name: string): FolderGolden =>
  readGolden<FolderGolden>(`huggingface/${name}/golden.json`);

export const folderPath = (name: string): string => fileURLToPath(new URL(name, root));

/** Without dropout, as the golden's, unless asked to leave it. */
export function folderCard(name: string, dropout: 'none' | 'own' = 'none'): Backbone {
  const config: object = JSON.parse(readFileSync(new URL(`${name}/config.json`, root), 'utf8'));
  if (dropout === 'own') return huggingfaceBackbone({ name, path: folderPath(name), config });
  const shares = Object.keys(config).filter((key) => /dropout|pdrop/.test(key));
  const quiet = { ...config, ...Object.fromEntries(shares.map((key) => [key, 0])) };
  return huggingfaceBackbone({ name, path: folderPath(name), config: quiet });
}

export interface FolderNetwork {
  /** From token numbers to logits. */
  readonly graph: Graph;
  readonly weights: Weights;
  /** The golden's batch, as a training engine takes it. */
  readonly feeds: Feeds;
  /** The name that the golden has for a parameter; `c_attn.weight/1` is a part of a tensor. */
  tensorOf(parameter: string): string;
}

/** The folder's network under a head whose dense layer is named `head` in the golden. */
export async function folderNetwork(
  name: string,
  card: Backbone,
  head: readonly HeadLayer[],
  layer = 'head',
): Promise<FolderNetwork> {
  const { inputs, classes } = folderGolden(name);
  const b = new GraphBuilder();
  const values = card.build(b, addInputs(b, card, card.inputSize.native));
  const logits = b.block('head', () => buildHead(b, { ...values, ...card.tokens }, head, classes), {
    origin: 'fresh',
  });
  const graph = b.finish([logits]);
  const path = folderPath(name);
  const loaded = await loadBackboneWeights(card, graph, { kind: 'file', path });
  const [layout] = card.layouts;
  const own = graph.parameters.filter(({ origin }) => origin === 'fresh');
  const headOf = (parameter: string) => `${layer}.${parameter.endsWith('kernel') ? 'weight' : 'bias'}`;
  const weights = new Map(loaded.weights);
  for (const { name: parameter, shape } of own) {
    const transpose = shape.length === 2 ? 'oi' : 'none';
    const { data } = formulaTensor(headOf(parameter), [...shape].reverse());
    weights.set(parameter, toGraphLayout(data, shape, { transpose }));
  }
  const tensorOf = (parameter: string): string => {
    if (own.some((one) => one.name === parameter)) return headOf(parameter);
    const { tensor, part } = layout!.locate(parameter);
    return part ? `${tensor}/${part.index}` : tensor;
  };
  const rows = inputs.input_ids.length;
  const feeds = { ...fedTexts(inputs), ...targetFeeds(formulaLabels(rows, classes), classes) };
  return { graph, weights, feeds, tensorOf };
}

export function fedTexts({
  input_ids: ids,
  attention_mask: mask,
  token_type_ids: types,
}: FolderGolden['inputs']): Feeds {
  const fed = (rows: Rows) => ({ data: Int32Array.from(rows.flat()), shape: [rows.length, rows[0]!.length] });
  return { ids: fed(ids), mask: fed(mask), ...(types && { types: fed(types) }) };
}

/** Values `[batch,tokens,C]` with 0 where there is padding. */
export function withoutPadding(
  values: Float32Array,
  { attention_mask: mask }: FolderGolden['inputs'],
): Float32Array {
  const tokens = mask.flat();
  const width = values.length / tokens.length;
  return values.map((value, i) => value * tokens[Math.floor(i / width)]!);
}
