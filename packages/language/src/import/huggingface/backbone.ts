/** A folder of Hugging Face as a backbone, by its `config.json` alone: its weights are read when a run needs them. */
import { buildBackbone } from '../../backbones/build.js';
import type { Backbone, WeightLayout } from '../../backbones/card.js';
import { isTrainable } from '../../graph/parameters.js';
import { int32 } from '../../graph/shape.js';
import { parameterCount } from '../../graph/walk.js';
import { type TextPreprocessing, textInputs } from '../../modalities/text/preprocessing.js';
import { isRecord } from '../../record.js';
import { brief } from '../../weights/shown.js';
import { ImportProblem } from '../model.js';
import type { Architecture, Network } from './architecture.js';
import { architectures } from './architectures.js';
import { type Config, configOf, valueIn } from './config.js';
import { runLayout, transformersLayout } from './layout.js';

export interface HuggingfaceFolder {
  /** What messages and reports call it. */
  readonly name: string;
  /** Absolute path, where its tokenizer is. */
  readonly path: string;
  /** What `config.json` holds, parsed. */
  readonly config: unknown;
}

/** @throws ImportProblem for an architecture that is not known, or a value that asks for another network */
export function huggingfaceBackbone(folder: HuggingfaceFolder): Backbone<TextPreprocessing> {
  const config = configOf(folder.config);
  const architecture = architectureOf(config);
  const network = architecture.read(config);
  const card = cardOf(folder, architecture, network, classesOf(config));
  const { parameters } = buildBackbone(card);
  return { ...card, parameters: parameterCount(parameters.filter(isTrainable)) };
}

function architectureOf(config: Config): Architecture {
  const type = valueIn(config, 'model_type');
  if (typeof type === 'string' && Object.hasOwn(architectures, type)) return architectures[type]!;
  const supported = Object.keys(architectures).sort().join(', ');
  if (type === undefined)
    throw new ImportProblem(
      `its \`config.json\` has no \`model_type\`, which must be one of the supported ones: ${supported}`,
    );
  throw new ImportProblem(
    `its \`config.json\` says \`model_type\` is ${brief(type)}; supported are ${supported}`,
  );
}

function cardOf(
  folder: HuggingfaceFolder,
  architecture: Architecture,
  network: Network,
  classes: number,
): Backbone<TextPreprocessing> {
  const { family, paper, reference, tuneLimit } = architecture;
  const { pool, longest, types, width, hidden, decoders, continuation } = network;
  const names = types
    ? [textInputs.ids, textInputs.mask, textInputs.types]
    : [textInputs.ids, textInputs.mask];
  return {
    name: folder.name,
    modality: 'text',
    title: folder.name,
    family,
    paper,
    reference: `Transformers, ${reference}`,
    inputSize: { native: longest, minimum: 2, multipleOf: 1, most: longest },
    tokens: { prefix: 0, padded: true, pool },
    preprocessing: { tokenizer: folder.path },
    parameters: 0,
    sources: [],
    layouts: [...layoutsOf(network), runLayout],
    unread: (tensor) => isTop(tensor) || network.isBuffer?.(tensor) === true,
    tuneLimit,
    ...(decoders && { decoders }),
    ...(continuation && { continuation }),
    inputs: () => names.map((name) => ({ name, type: int32('batch', 'tokens') })),
    build: (b, inputs) => {
      const [ids, mask] = [inputs[textInputs.ids]!, inputs[textInputs.mask]!];
      return { features: network.build(b, { ids, mask, types: inputs[textInputs.types] }), mask };
    },
    ...(hidden && {
      classifier: { features: width, classes, kernel: 'classifier/kernel', bias: 'classifier/bias', hidden },
    }),
  };
}

function layoutsOf({ modules, renamed }: Network): readonly WeightLayout[] {
  const usual = transformersLayout(modules);
  return renamed ? [usual, transformersLayout([...modules, ...renamed])] : [usual];
}

/** What stands on top of an encoder for its pre-training, and poolers. A classifier that somebody tuned is told as left aside. */
const isTop = (tensor: string): boolean =>
  /(^|\.)(pooler|cls|lm_head|((lm|mask)_)?predictions|sop_classifier|vocab_(transform|layer_norm|projector)|(discriminator|generator)_\w+)\./.test(
    tensor,
  );

/** Classes of a classifier in the file; two where nothing says how many, as Transformers has it. */
function classesOf(config: Config): number {
  const names = valueIn(config, 'id2label');
  return isRecord(names) ? Math.max(1, Object.keys(names).length) : 2;
}
