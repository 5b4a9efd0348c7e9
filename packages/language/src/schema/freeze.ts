import { wrongKind } from '../checks/values/wrong-kind.js';
import { whole } from './numbers.js';
import { single } from './single.js';
import { toldOf } from './told-value.js';
import type { ValueType } from './types.js';
import type { FreezeItem, Place } from './value.js';

/** Freezing as written, its numbers read; which layers it names depends on the backbone. */
export type WrittenFreeze =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'all' | 'some';
      readonly items: readonly WrittenFreezeItem[];
      readonly at: Place;
      readonly text: string;
    };

export type WrittenFreezeItem =
  | Extract<FreezeItem, { kind: 'blocks' }>
  | { readonly kind: 'first'; readonly count: number; readonly at: Place };

const description =
  'blocks of the backbone: `all`, `none`, `..block5`, `stem..block3, block6`, `all except block6..`, ' +
  'or `first(100)` layers';

const count = whole(0, 1_000_000);

export const freeze: ValueType<WrittenFreeze> = {
  description,
  words: [
    { name: 'all', doc: 'The whole backbone.', example: 'all', parameters: {} },
    { name: 'none', doc: 'Nothing; everything is trained.', example: 'none', parameters: {} },
    { name: 'first', doc: 'The first layers, by their number.', example: 'first(100)', parameters: {} },
  ],
  read: single((seen, reader) => {
    if (seen.kind === 'broken') return undefined;
    if (seen.kind !== 'freeze')
      return reader.report(wrongKind, { expected: description, seen: toldOf(seen) }, seen.at);
    if (seen.quantity === 'none') return { kind: 'none' };
    const items: WrittenFreezeItem[] = [];
    for (const item of seen.items) {
      if (item.kind === 'blocks') items.push(item);
      else {
        const layers = count.read([item.count], reader);
        if (layers === undefined) return undefined;
        items.push({ kind: 'first', count: layers, at: item.at });
      }
    }
    return { kind: seen.quantity, items, at: seen.at, text: seen.text };
  }),
};
