/** The longest texts of a split, for people to see what a network loses of them. */

import type { TextData } from '@tlp/language/modalities/text/data.js';
import { isWindows } from '@tlp/language/modalities/text/long.js';
import { taskOfLabels } from '@tlp/language/resolve/labels.js';
import { answersWords } from '@tlp/language/tasks/each.js';
import type { LongExample, LongestWanted } from '../modality.js';
import type { TextItem } from './example.js';
import type { TextPreparation } from './preparation.js';
import { textsAt } from './shown.js';
import { wholeLengths } from './survey.js';
import { createTokenizer } from './tokenizer/create-tokenizer.js';

/** Of so many times as many texts, the longest in characters, tokens are counted. */
const candidates = 8;

/** Characters that are shown of a text. */
const shown = 160;

/**
 * The longest first. Empty where texts are not cut one by one: their words have tags, or they are joined.
 * @throws TlpError TLP271, TLP272 of the tokenizer, TLP761 of its library
 */
export async function longestTexts(
  data: TextData,
  ids: readonly string[],
  { size, preparation: { tokenizer, long, next }, many }: LongestWanted<TextPreparation>,
): Promise<readonly LongExample[]> {
  if (next !== undefined || answersWords(taskOfLabels(data.labels))) return [];
  const items = await longestInCharacters(data, ids, candidates * many);
  const lengths = await wholeLengths(createTokenizer(tokenizer), items);
  return items
    .map(({ id, texts }, i): LongExample => {
      const tokens = lengths[i]!;
      return { id, tokens, read: isWindows(long) ? tokens : Math.min(tokens, size), start: startOf(texts) };
    })
    .sort((a, b) => b.tokens - a.tokens)
    .slice(0, many);
}

async function longestInCharacters(data: TextData, ids: readonly string[], many: number) {
  const found: { readonly id: string; readonly texts: TextItem['texts']; readonly characters: number }[] = [];
  const keep = () => found.sort((a, b) => b.characters - a.characters).splice(many);
  for (const id of ids) {
    const texts = await textsAt(data, id).catch(() => null);
    if (texts === null) continue;
    found.push({ id, texts, characters: texts.reduce((sum, text) => sum + text.length, 0) });
    if (found.length >= 2 * many) keep();
  }
  keep();
  return found;
}

function startOf(texts: TextItem['texts']): string {
  const text = texts.join(' / ').replaceAll(/\s+/g, ' ').trim();
  return text.length > shown ? `${text.slice(0, shown)}…` : text;
}
