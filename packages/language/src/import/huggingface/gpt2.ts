/** GPT-2 (`models/gpt2/modeling_gpt2.py`), whose tokens see only those before them. */
import { norm, type TorchModule, table } from '../../backbones/torch-layout.js';
import type { GraphBuilder } from '../../graph/builder.js';
import type { TokensAt } from '../../graph/continuation.js';
import { dropped, embedding, layerNorm } from '../../graph/layers.js';
import { positions } from '../../graph/ops/arrange.js';
import { add } from '../../graph/ops/elementwise.js';
import { causalMask, paddingMask } from '../../graph/ops/masks.js';
import { type TransformerBlock, transformerBlock } from '../../graph/transformer-block.js';
import type { Initializer, Ref } from '../../graph/types.js';
import type { Architecture } from './architecture.js';
import { activationIn, type Config, noPrunedHeads, numberIn, only, wholeIn } from './config.js';
import { tiedDecoder } from './decoders.js';
import type { TextInputs } from './embeddings.js';
import { headsOf, mostLayers, mostPositions, normalOf } from './encoder-config.js';

interface Gpt2 {
  readonly words: number;
  readonly positions: number;
  readonly width: number;
  readonly layers: number;
  readonly block: TransformerBlock;
  readonly initializer: Initializer;
  /** Share that is dropped of what the embeddings give. */
  readonly dropout: number;
}

function readConfig(config: Config): Gpt2 {
  only(config, 'add_cross_attention', false);
  only(config, 'scale_attn_weights', true);
  only(config, 'scale_attn_by_inverse_layer_idx', false);
  noPrunedHeads(config);
  const width = wholeIn(config, 'n_embd', 768);
  const initializer = normalOf(config);
  return {
    words: wholeIn(config, 'vocab_size', 50_257),
    positions: wholeIn(config, 'n_positions', 1024, { least: 2, most: mostPositions }),
    width,
    layers: wholeIn(config, 'n_layer', 12, { most: mostLayers }),
    block: {
      heads: headsOf(wholeIn(config, 'n_head', 12), width),
      intermediate: wholeIn(config, 'n_inner', 4 * width),
      activation: activationIn(config, 'activation_function', 'gelu_new'),
      epsilon: numberIn(config, 'layer_norm_epsilon', 1e-5),
      dropout: numberIn(config, 'attn_pdrop', 0.1),
      outputDropout: numberIn(config, 'resid_pdrop', 0.1),
      initializer,
    },
    initializer,
    dropout: numberIn(config, 'embd_pdrop', 0.1),
  };
}

/** A whole text: no token sees those behind it. */
function buildGpt2(b: GraphBuilder, { ids, mask }: TextInputs, gpt2: Gpt2): Ref {
  const added = [paddingMask(b, mask), b.apply(causalMask, [ids], {})];
  return buildLayers(b, { ids, at: b.apply(positions, [ids], {}), added }, gpt2);
}

/** `[batch,tokens,width]`, in blocks `embeddings`, `layer0`, `layer1` … and `final_norm`. */
function buildLayers(b: GraphBuilder, { ids, at, added, attended }: TokensAt, gpt2: Gpt2): Ref {
  const { words, width, initializer, dropout, block } = gpt2;
  let x = b.block('embeddings', () => {
    const word = embedding(b, 'word_embeddings', ids, { rows: words, width, initializer });
    const place = embedding(b, 'position_embeddings', at, { rows: gpt2.positions, width, initializer });
    return dropped(b, b.apply(add, [word, place], {}, 'embeddings/placed'), dropout, 'embeddings/kept');
  });
  for (let n = 0; n < gpt2.layers; n++) {
    const name = `layer${n}`;
    const options = { ...block, added, attended: attended?.(n) };
    x = b.block(name, () => transformerBlock(b, name, x, options), { residual: true });
  }
  return b.block('final_norm', () => layerNorm(b, 'final_norm', x, block));
}

/** The token that ends a text, where the vocabulary has it. */
function endOf(config: Config, words: number): number | null {
  const end = config.eos_token_id ?? 50_256;
  return typeof end === 'number' && end < words ? end : null;
}

/** Matrices are `[in,out]` here: `Conv1D` of Transformers' `pytorch_utils.py`. */
const conv1d = (path: string): TorchModule => ({ path, kernel: 'io' });

function layerModules(n: number, width: number): readonly (readonly [string, TorchModule])[] {
  const [name, module] = [`layer${n}`, `h.${n}`];
  const parts = ['query', 'key', 'value'];
  return [
    [`${name}_norm1`, norm(`${module}.ln_1`)],
    ...parts.map((part, index): [string, TorchModule] => {
      const fused = { index, of: parts.length, inputs: width, units: width };
      return [`${name}_attention_${part}`, { ...conv1d(`${module}.attn.c_attn`), fused }];
    }),
    [`${name}_attention_output`, conv1d(`${module}.attn.c_proj`)],
    [`${name}_norm2`, norm(`${module}.ln_2`)],
    [`${name}_mlp1`, conv1d(`${module}.mlp.c_fc`)],
    [`${name}_mlp2`, conv1d(`${module}.mlp.c_proj`)],
  ];
}

export const gpt2: Architecture = {
  family: 'GPT-2',
  paper: 'Radford et al. 2019, Language Models are Unsupervised Multitask Learners',
  reference: 'GPT2Model',
  tuneLimit: 1e-4,
  read(config) {
    const network = readConfig(config);
    const { width, layers } = network;
    return {
      width,
      longest: network.positions,
      types: false,
      pool: 'last_token',
      modules: [
        ['word_embeddings', table('wte')],
        ['position_embeddings', table('wpe')],
        ...Array.from({ length: layers }, (_, n) => layerModules(n, width)).flat(),
        ['final_norm', norm('ln_f')],
      ],
      decoders: { word: tiedDecoder },
      continuation: {
        keeps: 'keys',
        layers,
        heads: network.block.heads,
        size: width / network.block.heads,
        positions: network.positions,
        end: endOf(config, network.words),
        never: [],
        build: (b, tokens) => buildLayers(b, tokens, network),
        decode: tiedDecoder.build,
      },
      // The masks of attention, as files of older versions have them.
      isBuffer: (tensor) => /(^|\.)attn\.(masked_)?bias$/.test(tensor),
      build: (b, inputs) => buildGpt2(b, inputs, network),
    };
  },
};
