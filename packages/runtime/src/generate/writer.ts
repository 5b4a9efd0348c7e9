/** A network that continues texts, from a finished run or a folder that Transformers wrote. */
import { buildBackbone } from '@tlp/language/backbones/build.js';
import type { Backbone } from '@tlp/language/backbones/card.js';
import { fail, type TlpError } from '@tlp/language/diagnostic.js';
import type { Continuation } from '@tlp/language/graph/continuation.js';
import { isRecord } from '@tlp/language/record.js';
import { createTokenizer } from '../modalities/text/tokenizer/create-tokenizer.js';
import { tokenizerFiles } from '../modalities/text/tokenizer/files/tokenizer-files.js';
import type { Tokenizer } from '../modalities/text/tokenizer/tokenizer.js';
import { importedIn, loadModel } from '../train/model.js';
import type { OnFetch } from '../weights/fetch.js';
import { loadBackboneWeights } from '../weights/load.js';
import type { Weights } from '../weights/tensors.js';

export interface Writer {
  readonly network: Continuation;
  readonly weights: Weights;
  readonly tokenizer: Tokenizer;
}

/** @throws TlpError TLP693 where the network does not continue texts, and what `loadModel` throws */
export async function writerOfRun(run: string): Promise<Writer> {
  const { weights, preparation, backbone: name } = await loadModel(run);
  const network = (await importedIn(run))?.continuation;
  if (!network || !('tokenizer' in preparation) || !isRecord(preparation.tokenizer)) throw noWriter(name);
  return { network, weights, tokenizer: createTokenizer(filesOf(preparation.tokenizer)) };
}

const filesOf = (files: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(files).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])),
  );

/** @throws TlpError TLP693 as {@link writerOfRun}; TLP25x and TLP26x the weights, TLP27x the tokenizer */
export async function writerOfBackbone(card: Backbone, onProgress: OnFetch): Promise<Writer> {
  const { continuation: network, preprocessing } = card;
  if (!network || !('tokenizer' in preprocessing) || typeof preprocessing.tokenizer !== 'string')
    throw noWriter(card.name);
  const { weights } = await loadBackboneWeights(card, buildBackbone(card), { kind: 'model' }, { onProgress });
  return { network, weights, tokenizer: createTokenizer(tokenizerFiles(preprocessing.tokenizer)) };
}

const noWriter = (name: string): TlpError =>
  fail(
    'TLP693',
    `${name} does not continue texts.`,
    'Use a network that reads from left to right, such as GPT-2.',
    {
      exitCode: 2,
    },
  );
