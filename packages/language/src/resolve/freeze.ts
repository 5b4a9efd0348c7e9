/** From blocks as written to the names of frozen layers. */
import { blockRangeReversed } from '../checks/freezing/block-range-reversed.js';
import { blocksTwice } from '../checks/freezing/blocks-twice.js';
import { firstTooMany } from '../checks/freezing/first-too-many.js';
import { unknownBlock } from '../checks/freezing/unknown-block.js';
import type { Graph } from '../graph/types.js';
import type { WrittenFreeze, WrittenFreezeItem } from '../schema/freeze.js';
import type { Reader } from '../schema/types.js';

/** What may be frozen. */
interface Frozen {
  readonly graph: Graph;
  /** The block after which a pipeline ended the backbone. */
  readonly until?: string | undefined;
}

/** Layers that one item names, or undefined after a mistake has been reported. */
function layersOf(
  item: WrittenFreezeItem,
  { graph, until }: Frozen,
  reader: Reader,
): readonly string[] | undefined {
  if (item.kind === 'first') {
    const { count, at } = item;
    if (count > graph.layers.length) {
      return reader.report(firstTooMany, { count, layers: graph.layers.length }, at);
    }
    return graph.layers.slice(0, count).map((layer) => layer.name);
  }
  const names = graph.blocks.map((block) => block.name);
  const find = (name: string | undefined, otherwise: number, at: typeof item.at): number | undefined => {
    if (name === undefined) return otherwise;
    const index = names.indexOf(name);
    return index >= 0 ? index : reader.report(unknownBlock, { name, known: names, until }, at);
  };
  const first = find(item.from, 0, item.fromAt);
  const last = find(item.to, item.open ? names.length - 1 : (first ?? 0), item.toAt);
  if (first === undefined || last === undefined) return undefined;
  if (first > last) {
    const { from = '', to = '', at } = item;
    return reader.report(blockRangeReversed, { from, to }, at);
  }
  return graph.blocks.slice(first, last + 1).flatMap((block) => block.layers);
}

/** Names of the frozen layers in the graph's order. */
export function frozenLayers(freeze: WrittenFreeze, of: Frozen, reader: Reader): readonly string[] {
  if (freeze.kind === 'none') return [];
  const named = new Set<string>();
  for (const item of freeze.items) {
    const layers = layersOf(item, of, reader) ?? [];
    if (layers.some((layer) => named.has(layer))) reader.report(blocksTwice, {}, item.at);
    for (const layer of layers) named.add(layer);
  }
  const frozen = (name: string): boolean => (freeze.kind === 'all' ? !named.has(name) : named.has(name));
  return of.graph.layers.map((layer) => layer.name).filter(frozen);
}
