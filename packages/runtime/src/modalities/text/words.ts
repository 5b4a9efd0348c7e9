/** The words of texts that spoke for what a network says of them, and those that spoke against it. */
import type { Graph } from '@tlp/language/graph/types.js';
import { nodesByName, typeOf } from '@tlp/language/graph/walk.js';
import { createInfluence, type Influence } from '../../compile/influence.js';
import { argmax } from '../../tasks/classification/metrics.js';
import type { Accounted, AccountWanted, Reader, Word } from '../modality.js';
import type { TextItem } from './example.js';
import type { TextPreparation } from './preparation.js';
import { textReader } from './reader.js';
import { createTokenizer } from './tokenizer/create-tokenizer.js';
import type { Place } from './tokenizer/encoding.js';

/** Characters that are shown of a text. */
const LONGEST = 2000;

/** Null where the network has no embeddings of tokens, or answers word by word. @throws as {@link textReader}, TLP75x of TensorFlow */
export async function wordsOf(
  items: readonly TextItem[],
  wanted: AccountWanted<TextPreparation>,
): Promise<readonly Accounted[] | null> {
  const at = embeddingsOf(wanted.network);
  if (at === undefined || answersTokens(wanted.network)) return null;
  const influence = await createInfluence(wanted.network, wanted.weights, { at, engine: wanted.engine });
  try {
    const reader = textReader(wanted.size, wanted.preparation);
    const accounts: Accounted[] = [];
    for (const item of items) accounts.push(await accountOf(item, { influence, reader, ...wanted }));
    return accounts;
  } finally {
    await influence.dispose();
  }
}

/** Whether it gives numbers of every token rather than of the whole text. */
const answersTokens = (network: Graph): boolean =>
  typeOf(nodesByName(network), network.outputs[0]!).shape.length > 2;

/** What the first block makes of the tokens, each by itself. */
function embeddingsOf(network: Graph): string | undefined {
  const block = network.blocks.find(({ name }) => name === 'embeddings');
  if (!block) return undefined;
  const { shape } = typeOf(nodesByName(network), block.output);
  return shape.length === 3 && shape[1] === 'tokens' ? block.output : undefined;
}

interface Accounting extends AccountWanted<TextPreparation> {
  readonly influence: Influence;
  readonly reader: Reader<TextItem>;
}

/** A long text in windows is said of by the mean of their logits, so that each window has an equal share in it. */
async function accountOf(
  item: TextItem,
  { influence, reader, size, preparation, outputs }: Accounting,
): Promise<Accounted> {
  const [rows = [item]] = (await reader.parts?.([item])) ?? [];
  const [places] = await createTokenizer(preparation.tokenizer).places([item.texts], size, preparation.long);
  const run = async (row: number, chosen: Float32Array) => {
    for await (const { feeds } of reader.read([rows[row]!], { batch: 1 })) {
      return influence.run(feeds, { data: chosen, shape: [1, outputs] });
    }
    throw new Error('A text gave no batch.');
  };
  const logits = new Float64Array(outputs);
  for (const row of rows.keys()) {
    const found = await run(row, new Float32Array(outputs));
    for (const [k, logit] of found.logits.entries()) logits[k]! += logit / rows.length;
  }
  const output = argmax(logits);
  const chosen = Float32Array.from(logits, (_, k) => (k === output ? 1 / rows.length : 0));
  const scores: [Place, number][] = [];
  for (const row of rows.keys()) {
    const found = await run(row, chosen);
    for (const [i, place] of places![row]!.entries()) scores.push([place, found.scores[i]!]);
  }
  return { output, words: joined(item.texts, scores) };
}

/**
 * The words and what stands between them, from the beginning of the texts on: the scores of a word's pieces are added up, and so
 * are those of windows that share it. What the network did not read has no score.
 */
export function joined(
  texts: TextItem['texts'],
  scores: readonly (readonly [Place, number])[],
): readonly Word[] {
  return texts.flatMap((text, index) => {
    const found = new Map<number, { start: number; end: number; score: number }>();
    for (const [place, score] of scores) {
      if (place?.text !== index) continue;
      const known = found.get(place.word) ?? { start: place.start, end: place.end, score: 0 };
      found.set(place.word, {
        start: Math.min(known.start, place.start),
        end: Math.max(known.end, place.end),
        score: known.score + score,
      });
    }
    const words = [...found.values()].sort((a, b) => a.start - b.start);
    return [...(index > 0 ? [between('\n\n')] : []), ...spelledOut(text, words)];
  });
}

function spelledOut(
  text: string,
  words: readonly { readonly start: number; readonly end: number; readonly score: number }[],
): readonly Word[] {
  const parts: Word[] = [];
  let at = 0;
  for (const { start, end, score } of words) {
    if (start >= LONGEST || end <= at) continue;
    const from = Math.max(start, at);
    const word = text.slice(from, end);
    // Some tokenizers count the space before a word as its own.
    const space = word.length - word.trimStart().length;
    parts.push(between(text.slice(at, from + space)), { text: word.slice(space), score });
    at = end;
  }
  const rest = text.slice(at, Math.max(at, LONGEST));
  const whole = [...parts, between(text.length > LONGEST ? `${rest}…` : rest)];
  return whole.filter((part) => part.text !== '');
}

const between = (text: string): Word => ({ text, score: null });
