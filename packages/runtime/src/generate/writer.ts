/** A network that continues texts, from a finished run, the catalogue, or a folder of Transformers or fastai. */
import type { Backbone } from '@tlp/language/backbones/card.js';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { fail, type TlpError } from '@tlp/language/diagnostic.js';
import type { Continuation } from '@tlp/language/graph/continuation.js';
import { isRecord } from '@tlp/language/record.js';
import { isTextPreprocessing, tokenizerIn } from '../modalities/text/preparation.js';
import { createTokenizer } from '../modalities/text/tokenizer/create-tokenizer.js';
import type { Tokenizer } from '../modalities/text/tokenizer/tokenizer.js';
import { importedIn, loadModel } from '../train/model.js';
import type { OnFetch } from '../weights/fetch.js';
import { loadBackboneWeights } from '../weights/load.js';
import type { Weights } from '../weights/tensors.js';
import { readingGraph } from './readings.js';

export interface Writer {
  readonly network: Continuation;
  readonly weights: Weights;
  readonly tokenizer: Tokenizer;
}

/** @throws TlpError TLP693 where the network does not continue texts, and what `loadModel` throws */
export async function writerOfRun(run: string): Promise<Writer> {
  const { weights, preparation, inputSize, backbone: name } = await loadModel(run);
  const network = ((await importedIn(run)) ?? findBackbone(name))?.continuation;
  if (!network || !('tokenizer' in preparation) || !isRecord(preparation.tokenizer)) throw noWriter(name);
  if (!('next' in preparation) || preparation.next !== 'word') throw headed(run);
  const tokenizer = createTokenizer(filesOf(preparation.tokenizer));
  return { network: reading(network, inputSize), weights, tokenizer };
}

const filesOf = (files: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(files).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])),
  );

/** A window is as long as those that the network was trained on. */
const reading = (network: Continuation, tokens: number): Continuation =>
  network.keeps === 'window' ? { ...network, tokens } : network;

/** @throws TlpError TLP693 as {@link writerOfRun}; TLP25x and TLP26x the weights, TLP27x the tokenizer */
export async function writerOfBackbone(card: Backbone, onProgress: OnFetch): Promise<Writer> {
  const { continuation: network, preprocessing, sources } = card;
  if (!network || !isTextPreprocessing(preprocessing)) throw noWriter(card.name);
  const files = tokenizerIn(preprocessing.tokenizer);
  const [published] = sources;
  const choice = published
    ? ({ kind: 'source', name: published.name } as const)
    : ({ kind: 'model' } as const);
  const { weights } = await loadBackboneWeights(card, readingGraph(network), choice, { onProgress });
  return { network, weights, tokenizer: createTokenizer(files) };
}

const noWriter = (name: string): TlpError =>
  fail(
    'TLP693',
    `${name} does not continue texts.`,
    'Use a network that reads from left to right, such as GPT-2, an AWD-LSTM of fastai or textgenrnn.',
    { exitCode: 2 },
  );

const headed = (run: string): TlpError =>
  fail('TLP693', `The run in ${run} has not learned to tell the next token.`, 'Train with `next: word`.', {
    exitCode: 2,
  });
