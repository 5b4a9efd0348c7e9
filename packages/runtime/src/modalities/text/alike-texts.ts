/** Texts that are the same in two splits but for white space and case: a network remembers them from training. */
import { hash } from 'node:crypto';
import { listed } from '@tlp/language/checks/listed.js';
import { SPLITS, type SplitName } from '@tlp/language/data/split-bounds.js';
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { count } from '@tlp/language/quantities.js';
import type { DataSet } from '../../data/types.js';
import type { TextExample } from './example.js';

/** @param root the data's path */
export function warnOfAlikeTexts({ splits }: DataSet<TextExample>, root: string): readonly Diagnostic[] {
  // Of each text a number, its place in its split.
  const seen: { readonly split: SplitName; readonly at: ReadonlyMap<string, number> }[] = [];
  const pairs: string[] = [];
  let alike = 0;
  for (const split of SPLITS) {
    const own = new Map<string, number>();
    for (const [place, { id, texts }] of splits[split].entries()) {
      const key = keyOf(texts);
      const before = seen.find(({ at }) => at.has(key));
      if (!before) own.set(key, own.get(key) ?? place);
      else if (alike++ < NAMED) pairs.push(`${id} and ${splits[before.split][before.at.get(key)!]!.id}`);
    }
    seen.push({ split, at: own });
  }
  if (alike === 0) return [];
  const texts = alike === 1 ? 'One text that is held out is' : `${count(alike)} texts that are held out are`;
  const more = alike > pairs.length ? ` and ${count(alike - pairs.length)} more` : '';
  return [
    {
      code: 'TLP395',
      severity: 'warning',
      message: `${texts} the same as one of another split, but for case, white space or the form of characters: ${listed(pairs, NAMED)}${more}.`,
      remedy: 'Keep one of them, or keep what belongs together in one split with `group`.',
      file: root,
    },
  ];
}

const NAMED = 3;

/** 128 bits of a hash: a million texts are never held twice. */
const keyOf = (texts: TextExample['texts']): string =>
  hash('sha256', texts.map(plain).join('\0'), 'buffer').toString('latin1', 0, 16);

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
