/** Where Transformers keeps the tensors of an encoder's layers. */
import { linear, norm, type TorchModule, table } from '../../backbones/torch-layout.js';

type Modules = readonly (readonly [layer: string, TorchModule])[];

/** What the parts of a layer are called, below the module of the layer. */
export interface LayerNames {
  readonly query: string;
  readonly key: string;
  readonly value: string;
  /** After the heads are joined, and the norm of that. */
  readonly attended: string;
  readonly attendedNorm: string;
  readonly intermediate: string;
  readonly output: string;
  readonly outputNorm: string;
}

export const bertNames: LayerNames = {
  query: 'attention.self.query',
  key: 'attention.self.key',
  value: 'attention.self.value',
  attended: 'attention.output.dense',
  attendedNorm: 'attention.output.LayerNorm',
  intermediate: 'intermediate.dense',
  output: 'output.dense',
  outputNorm: 'output.LayerNorm',
};

/** @param name of the layer in the graph @param module its path in a file */
export const layerModules = (name: string, module: string, names: LayerNames): Modules => [
  [`${name}_attention_query`, linear(`${module}.${names.query}`)],
  [`${name}_attention_key`, linear(`${module}.${names.key}`)],
  [`${name}_attention_value`, linear(`${module}.${names.value}`)],
  [`${name}_attention_output`, linear(`${module}.${names.attended}`)],
  [`${name}_attention_norm`, norm(`${module}.${names.attendedNorm}`)],
  [`${name}_intermediate`, linear(`${module}.${names.intermediate}`)],
  [`${name}_output`, linear(`${module}.${names.output}`)],
  [`${name}_output_norm`, norm(`${module}.${names.outputNorm}`)],
];

/** Of the first block; a network may lack one of them. */
export const embeddingModules: Modules = [
  ['word_embeddings', table('embeddings.word_embeddings')],
  ['position_embeddings', table('embeddings.position_embeddings')],
  ['token_type_embeddings', table('embeddings.token_type_embeddings')],
  ['embeddings_norm', norm('embeddings.LayerNorm')],
];

/** Of the embeddings and so many layers below one module. */
export const encoderModules = (layers: number, names: LayerNames, within = 'encoder.layer'): Modules => [
  ...embeddingModules,
  ...Array.from({ length: layers }, (_, n) => layerModules(`layer${n}`, `${within}.${n}`, names)).flat(),
];

/** Of the last layer of a classifier, and of the pooler before it. */
export const topModules: Modules = [
  ['pooler', linear('pooler.dense')],
  ['classifier', linear('classifier')],
];
