/** Values of a `config.json` as Transformers writes it. */
import { type Activation, activations, type NoAttrs } from '../../graph/ops/elementwise.js';
import type { OpDefinition } from '../../graph/types.js';
import { isRecord } from '../../record.js';
import { brief, listed } from '../../weights/shown.js';
import { ImportProblem } from '../model.js';

/** A parsed `config.json`. */
export type Config = Readonly<Record<string, unknown>>;

/** @throws ImportProblem where it is no object */
export function configOf(json: unknown): Config {
  if (!isRecord(json)) throw new ImportProblem('its `config.json` holds no object');
  return json;
}

/** The value under a name; Transformers writes `null` for one that is not set. */
export const valueIn = (config: Config, name: string): unknown => config[name] ?? undefined;

const refused = (name: string, value: unknown, instead: string): ImportProblem =>
  new ImportProblem(`its \`config.json\` says \`${name}\` is ${brief(value)}, ${instead}`);

/** What a graph of so many nodes and tensors of such sizes can still be built of: far above any network's. */
const largest = 1 << 24;

/** A whole number from 1, or from `least`. @throws ImportProblem for anything else */
export function wholeIn(
  config: Config,
  name: string,
  fallback: number,
  { least = 1, most = largest }: { readonly least?: number; readonly most?: number } = {},
): number {
  const value = valueIn(config, name) ?? fallback;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw refused(name, value, `not a whole number from ${least} to ${most}`);
}

/** A number of at least 0 and below `below`. @throws ImportProblem for anything else */
export function numberIn(config: Config, name: string, fallback: number, below = 1): number {
  const value = valueIn(config, name) ?? fallback;
  if (typeof value === 'number' && value >= 0 && value < below) return value;
  throw refused(name, value, `not a number from 0 to below ${below}`);
}

/**
 * Holds a value that changes the network to the one that is supported.
 * @param fallback what Transformers takes where it is not set @throws ImportProblem naming it
 */
export function only(config: Config, name: string, supported: unknown, fallback: unknown = supported): void {
  const value = valueIn(config, name) ?? fallback;
  if (value !== supported) throw refused(name, value, `and only ${brief(supported)} is supported`);
}

/** Heads of attention that were cut out of layers, by layer. @throws ImportProblem where there are any */
export function noPrunedHeads(config: Config): void {
  const pruned = valueIn(config, 'pruned_heads') ?? {};
  if (isRecord(pruned) && Object.keys(pruned).length === 0) return;
  throw refused('pruned_heads', pruned, 'and networks with heads cut out are not supported');
}

/** Names of `ACT2FN` in Transformers' `activations.py`. */
const known: Readonly<Record<string, Activation>> = {
  gelu: 'gelu',
  gelu_python: 'gelu',
  gelu_new: 'gelu_tanh',
  gelu_fast: 'gelu_tanh',
  gelu_pytorch_tanh: 'gelu_tanh',
  gelu_python_tanh: 'gelu_tanh',
  relu: 'relu',
  relu6: 'relu6',
  silu: 'silu',
  swish: 'silu',
  tanh: 'tanh',
  sigmoid: 'sigmoid',
};

/** The op of an activation. @throws ImportProblem for one that is not known */
export function activationIn(config: Config, name: string, fallback: string): OpDefinition<NoAttrs> {
  const value = valueIn(config, name) ?? fallback;
  const activation = typeof value === 'string' && Object.hasOwn(known, value) ? known[value] : undefined;
  if (activation === undefined)
    throw refused(name, value, `which is none of ${listed(Object.keys(known), Number.POSITIVE_INFINITY)}`);
  return activations[activation].op;
}
