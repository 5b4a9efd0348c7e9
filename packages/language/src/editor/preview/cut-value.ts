/** What `freeze:` says once the cut of a phase is moved to a block. */
import type { Graph } from '../../graph/types.js';

/** The end of the image's side of the network: `null` stands for the image, before the first block. */
export type CutAfter = string | null;

/**
 * Everything up to the block, with the block. Of a block that the cut lies after already, everything before it: so a
 * second click takes the first one back, and the first block can be freed too.
 * @param frozen names of the layers that are frozen now
 * @param after a block of the backbone, or the image
 */
export function cutValue({ blocks }: Graph, frozen: readonly string[], after: CutAfter): string {
  const target = blocks.findIndex(({ name }) => name === after) + 1;
  return freezeUpTo(blocks, target > 0 && target === cutNow(blocks, frozen) ? target - 1 : target);
}

/** As people write it: `all`, `none`, or `..block5`. */
const freezeUpTo = (blocks: Graph['blocks'], count: number): string =>
  count === blocks.length ? 'all' : count === 0 ? 'none' : `..${blocks[count - 1]!.name}`;

/** The layers that a value of {@link cutValue} freezes. */
export function layersOf({ blocks }: Graph, value: string): readonly string[] {
  const last = blocks.findIndex(({ name }) => value === `..${name}`);
  const frozen = value === 'all' ? blocks : blocks.slice(0, last + 1);
  return frozen.flatMap(({ layers }) => layers);
}

/** How many whole blocks are frozen, where these are all that is; `first(20)` may end within a block. */
function cutNow(blocks: Graph['blocks'], frozen: readonly string[]): number | undefined {
  let layers = 0;
  for (let count = 0; ; count++) {
    if (layers === frozen.length) {
      const first = new Set(blocks.slice(0, count).flatMap((block) => block.layers));
      return frozen.every((layer) => first.has(layer)) ? count : undefined;
    }
    const next = blocks[count];
    if (next === undefined || layers > frozen.length) return undefined;
    layers += next.layers.length;
  }
}
