/** How long texts are, in tokens, and what a network that reads so many loses of them. */
import { count, percent } from '../../quantities.js';
import type { InputFit } from '../modality.js';
import { isWindows, type Long, type Windows, windowCount } from './long.js';

/** The shares of all texts whose longest is told. */
const shares = [0.5, 0.9, 0.95, 0.99] as const;

export interface TextLengths {
  readonly texts: number;
  /** The length that each share of the texts does not exceed, in tokens, special ones included: by the nearest rank. */
  readonly quantiles: readonly { readonly share: number; readonly tokens: number }[];
  readonly longest: number;
  /** Tokens of the input, and how many texts have more. */
  readonly input: number;
  readonly longer: number;
}

/** @param lengths of each text, in tokens, special ones included; at least one @param input the most that are read */
export function textLengths(lengths: ArrayLike<number>, input: number): TextLengths {
  const sorted = Float64Array.from(lengths).sort();
  const rank = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
  return {
    texts: sorted.length,
    quantiles: shares.map((share) => ({ share, tokens: rank(share) })),
    longest: sorted.at(-1)!,
    input,
    longer: sorted.reduce((longer, length) => longer + (length > input ? 1 : 0), 0),
  };
}

/** `50% of the texts have at most 45 tokens, 90% 180, …, the longest 1,203`. */
export function lengthsText({ quantiles, longest }: Pick<TextLengths, 'quantiles' | 'longest'>): string {
  const [first, ...rest] = quantiles.map(({ share, tokens }, i) =>
    i === 0
      ? `${shareText(share)} of the texts have at most ${count(tokens)} tokens`
      : `${shareText(share)} ${count(tokens)}`,
  );
  return [first, ...rest, `the longest ${count(longest)}`].join(', ');
}

/** The share of texts that may be cut without a word. */
const mostCut = 0.1;
/** The share that an input which is proposed may cut. */
const fewCut = 0.01;
/** A length that is proposed is a multiple of this. */
const step = 16;

/** Whether so many texts lose their ends that it is worth a word. Who chose what else is kept knows. */
export const isOftenCut = ({ longer, texts }: TextLengths, long: Long): boolean =>
  long === 'head' && longer > mostCut * texts;

/**
 * The least input that cuts under 1% of the texts, rounded up; undefined where the network does not read so many.
 * @param most that it reads, where there is a limit
 */
export function inputForMost(
  lengths: ArrayLike<number>,
  most = Number.POSITIVE_INFINITY,
): number | undefined {
  const sorted = Float64Array.from(lengths).sort();
  const needed = sorted[Math.max(0, Math.ceil((1 - fewCut) * sorted.length) - 1)]!;
  return needed > most ? undefined : Math.min(most, Math.ceil(needed / step) * step);
}

/** What becomes of the longer ones: `6.3% have more than 128 and are cut`. */
export function longerText({ texts, longer, input }: TextLengths, long: Long): string {
  if (longer === 0) return `none has more than the ${count(input)} of \`input\``;
  const are = longer === 1 ? 'one has' : `${percent(longer / texts)} have`;
  return `${are} more than the ${count(input)} of \`input\` and ${fate(long, longer)}`;
}

function fate(long: Long, texts: number): string {
  const one = texts === 1;
  if (isWindows(long)) return one ? 'is read in windows' : 'are read in windows';
  const part = long === 'head' ? 'end' : 'middle';
  return one ? `loses its ${part}` : `lose their ${part}s`;
}

/** Special tokens around a text, in most vocabularies. */
const usualSpecial = 2;

/** Of lengths that were estimated. @param input the most tokens that are read at once */
export function estimatedFit(estimated: readonly number[], input: number, long: Long): InputFit {
  const lengths = textLengths(estimated, input);
  const { texts, longer } = lengths;
  const share = longer === 0 ? 'none' : `${Math.max(1, Math.round((100 * longer) / texts))}%`;
  const parts = isWindows(long) ? { parts: windowsInAll(estimated, input, long) / texts } : {};
  return {
    short: `≈ ${share} longer`,
    full: `about, estimated from the words: ${lengthsText(lengths)}; ${longerText(lengths, long)}. \`tlp check --data\` counts the tokens.`,
    ...parts,
  };
}

/** @param special tokens that are in each window */
export function windowsInAll(
  lengths: Iterable<number>,
  input: number,
  windows: Windows,
  special = usualSpecial,
): number {
  let all = 0;
  for (const length of lengths) all += windowCount(length - special, input - special, windows);
  return all;
}

const shareText = (share: number): string => `${Math.round(100 * share)}%`;
