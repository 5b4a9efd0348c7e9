/**
 * Layer-wise learning rates: the head has the whole rate, and each block below has that of the block above it times a decay.
 * Howard and Ruder 2018, arXiv:1801.06146; Clark et al. 2020, arXiv:2003.10555; Bao et al. 2021, arXiv:2106.08254. What a block
 * is follows timm 1.0 (`optim/_param_groups.py`): a norm that stands alone above the last block belongs to that block.
 */
import type { Graph, Parameter } from './types.js';

/** What the rate of a phase is multiplied by in some blocks; 1 in all others. */
export type BlockRates = Readonly<Record<string, number>>;

const norms: ReadonlySet<string> = new Set(['layer_norm', 'batch_norm', 'group_norm']);

/** Of the backbone's blocks that a phase trains, at least in part, from the lowest to the highest. */
export function blockRates(
  { blocks, layers: all }: Pick<Graph, 'blocks' | 'layers'>,
  frozen: ReadonlySet<string>,
  decay: number,
): BlockRates {
  const kinds = new Map(all.map(({ name, kind }) => [name, kind]));
  const rates: [string, number][] = [];
  let depth = 1;
  for (const { name, layers } of blocks.toReversed()) {
    if (layers.some((layer) => !frozen.has(layer))) rates.push([name, decay ** depth]);
    if (!layers.every((layer) => norms.has(kinds.get(layer) ?? ''))) depth++;
  }
  return Object.fromEntries(rates.reverse());
}

/**
 * Rates by equal factors from the lowest part of the backbone up to the head, as `slice` of fastai 2.8 has them (`even_mults` over
 * the groups of parameters, frozen ones too).
 * @param lowest what the lowest part has of the head's rate
 * @param parts the first blocks of the parts above the lowest
 */
export function spreadRates(
  { blocks }: Pick<Graph, 'blocks'>,
  frozen: ReadonlySet<string>,
  lowest: number,
  parts: readonly string[],
): BlockRates {
  let part = 0;
  const rates = blocks.flatMap(({ name, layers }): [string, number][] => {
    if (parts.includes(name)) part++;
    const trains = layers.some((layer) => !frozen.has(layer));
    return trains ? [[name, lowest ** (1 - part / (parts.length + 1))]] : [];
  });
  return Object.fromEntries(rates);
}

/** The same for each parameter that has not the whole rate, by its name. */
export const parameterRates = (
  parameters: readonly Parameter[],
  rates: BlockRates = {},
): Readonly<Record<string, number>> =>
  Object.fromEntries(
    parameters.flatMap(({ name, block }) => (Object.hasOwn(rates, block) ? [[name, rates[block]!]] : [])),
  );
