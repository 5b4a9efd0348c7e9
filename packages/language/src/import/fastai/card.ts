/** A language model of fastai as a backbone: its weights, its vocabulary, and `config.json` where its sizes are not the usual. */
import { buildBackbone } from '../../backbones/build.js';
import type { Backbone, BackboneValues } from '../../backbones/card.js';
import type { FileEntry, SourceFiles } from '../../files.js';
import type { GraphBuilder } from '../../graph/builder.js';
import { isTrainable } from '../../graph/parameters.js';
import { int32 } from '../../graph/shape.js';
import type { Ref } from '../../graph/types.js';
import { parameterCount } from '../../graph/walk.js';
import { type TextPreprocessing, textInputs } from '../../modalities/text/preprocessing.js';
import { isRecord } from '../../record.js';
import { besideFile } from '../../resolve/paths.js';
import type { ModelFile } from '../../schema/models.js';
import { listed } from '../../weights/shown.js';
import type { FolderBackbone } from '../folder.js';
import type { Config } from '../huggingface/config.js';
import { ImportProblem } from '../model.js';
import {
  type AwdLstm,
  awdLstmLayouts,
  buildAwdLstm,
  buildDecoder,
  type Dropouts,
  isCopy,
  readAwdLstm,
  unitsOf,
} from './awd-lstm.js';
import { readVocabulary, tokenizerOfWords, vocabularyOf } from './vocabulary.js';

/** `max_len` of fastai's `text_classifier_learner`. */
const longest = 20 * 72;

/** Undefined where the folder is not there. @throws ImportProblem of what is in it */
export function fastaiFolder(name: string, file: ModelFile, files: SourceFiles): FolderBackbone | undefined {
  const entries = files.list(file.path);
  if (!entries) return undefined;
  const at = (one: string) => besideFile(`${file.path}/x`, one);
  const vocabulary = only(entries, '.pkl', 'vocabulary');
  const source = files.open?.(at(vocabulary));
  if (!source) return undefined;
  const words = readVocabulary(vocabulary, source);
  const weights = at(only(entries, '.pth', 'language model'));
  const network = readAwdLstm(configOf(files.read(at('config.json'))), vocabularyOf(words));
  return {
    ...fastaiBackbone(name, network, { tokenizer: tokenizerOfWords(words) }),
    folder: { file, weights, stored: { format: 'fastai', network } },
  };
}

/** The one file with that ending. @throws ImportProblem where there is none, or more */
function only(entries: readonly FileEntry[], ending: string, what: string): string {
  const found = entries
    .filter(({ name, folder }) => !folder && name.endsWith(ending))
    .map(({ name }) => name);
  const [file] = found;
  if (file !== undefined && found.length === 1) return file;
  throw new ImportProblem(
    file === undefined
      ? `the folder has no \`*${ending}\` with the ${what}`
      : `the folder has more than one \`*${ending}\` (${listed(found)}), and one is its ${what}`,
  );
}

function configOf(text: string | undefined): Config {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {
    // As what is no object.
  }
  throw new ImportProblem('its config.json holds no object');
}

function valuesOf(
  b: GraphBuilder,
  inputs: Readonly<Record<string, Ref>>,
  network: AwdLstm,
  shares: Dropouts,
): BackboneValues {
  const [ids, mask] = [inputs[textInputs.ids]!, inputs[textInputs.mask]!];
  return { features: buildAwdLstm(b, { ids, mask }, network, shares).features, mask };
}

export function fastaiBackbone(
  name: string,
  network: AwdLstm,
  preprocessing: TextPreprocessing,
): Backbone<TextPreprocessing> {
  const names = [textInputs.ids, textInputs.mask];
  const card: Backbone<TextPreprocessing> = {
    name,
    modality: 'text',
    title: name,
    family: 'AWD-LSTM',
    paper:
      'Merity et al. 2017, arXiv:1708.02182; Howard and Ruder 2018, Universal Language Model Fine-tuning, arXiv:1801.06146',
    reference: 'fastai 2.8.12, AWD_LSTM',
    inputSize: { native: longest, minimum: 2, multipleOf: 1 },
    tokens: { prefix: 0, padded: true, pool: 'ulmfit' },
    preprocessing,
    parameters: 0,
    sources: [],
    layouts: awdLstmLayouts,
    unread: isCopy,
    // ULMFiT's own rates: 0.01 for the head, a factor of 2.6 less with each layer below it.
    tuneLimit: 1e-2,
    inputs: () => names.map((input) => ({ name: input, type: int32('batch', 'tokens') })),
    build: (b, inputs) => valuesOf(b, inputs, network, network.dropout),
    decoders: {
      word: {
        parameters: network.words,
        under: (b, inputs) => valuesOf(b, inputs, network, network.writing),
        build: (b, features) => buildDecoder(b, features, network),
      },
    },
    continuation: {
      keeps: 'states',
      units: unitsOf(network),
      end: network.begin,
      never: network.never,
      build: (b, tokens) => buildAwdLstm(b, tokens, network, network.writing).last,
      decode: (b, states) => buildDecoder(b, states, network),
    },
  };
  return { ...card, parameters: parameterCount(buildBackbone(card).parameters.filter(isTrainable)) };
}
