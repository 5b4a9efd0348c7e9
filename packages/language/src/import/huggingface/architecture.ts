/** An architecture of Transformers: how its `config.json` becomes a network. */
import type { Decoders, HiddenLayers } from '../../backbones/card.js';
import type { TorchModule } from '../../backbones/torch-layout.js';
import type { GraphBuilder } from '../../graph/builder.js';
import type { Continuation } from '../../graph/continuation.js';
import type { Ref } from '../../graph/types.js';
import type { Config } from './config.js';
import type { TextInputs } from './embeddings.js';

export interface Architecture {
  readonly family: string;
  /** Citation: authors, year, arXiv number. */
  readonly paper: string;
  /** The class of Transformers whose numbers the graph reproduces. */
  readonly reference: string;
  /** The highest learning rate of Adam that tuning it bears, by its paper. */
  readonly tuneLimit: number;
  /** @throws ImportProblem for a value that is out of range or asks for another network */
  read(config: Config): Network;
}

export interface Network {
  /** Tokens of the longest text, special tokens included. */
  readonly longest: number;
  /** Whether it tells the texts of a pair apart by an input of its own. */
  readonly types: boolean;
  /** The token that classifiers of this architecture read. */
  readonly pool: 'class_token' | 'last_token';
  /** Channels of the features. */
  readonly width: number;
  /** The layers of the graph and where their tensors are in a file. */
  readonly modules: readonly (readonly [layer: string, TorchModule])[];
  /** Other names of some layers, where files of the same network differ in them. */
  readonly renamed?: readonly (readonly [layer: string, TorchModule])[];
  /** What it tells tokens by; absent where its pre-training was another. */
  readonly decoders?: Decoders;
  /** How it continues a text; absent where it does not read from left to right. */
  readonly continuation?: Continuation;
  /** Hidden layers of the published classifier that pre-training gave. */
  readonly hidden?: HiddenLayers<never>;
  /** Whether a tensor is none of the network's, beside those of its heads: buffers that look like weights. */
  isBuffer?(tensor: string): boolean;
  /** From token numbers to the last hidden state, `[batch,tokens,width]`. */
  build(b: GraphBuilder, inputs: TextInputs): Ref;
}
