/**
 * Counts float32 scores in bins, label by label. A bin holds the floats that agree in sign, exponent and the first
 * seven bits of the fraction, so its scores differ by less than 1/128 of their size; scores of different bins keep
 * their order. Pages of 256 bins, which span a factor of four, are made when a score falls into them: usual scores
 * take 5 to 20 pages of 1 KiB a label; all floats together would take 512.
 */
import type { RankedScores } from './ranked-scores.js';

export interface ScoreBins {
  /** @param has 1 where the example has the label, else 0 */
  add(label: number, score: number, has: number): void;
  /** Null where a score of the label was NaN. */
  of(label: number): RankedScores | null;
}

const pageSize = 256;
/** Of each label: those of the examples without it, then those of the examples with it. */
const pages = 512;

export function createScoreBins(labels: number): ScoreBins {
  // The number of each page; 0 where there is none yet.
  const table = new Uint32Array(labels * pages);
  const broken = new Uint8Array(labels);
  let counts = new Uint32Array(16 * pageSize);
  let made = 1;

  function makePage(): number {
    if ((made + 1) * pageSize > counts.length) {
      const grown = new Uint32Array(counts.length * 2);
      grown.set(counts);
      counts = grown;
    }
    return made++;
  }

  function add(label: number, score: number, has: number): void {
    if (Number.isNaN(score)) broken[label] = 1;
    const bin = binOf(score);
    const slot = label * pages + (has << 8) + (bin >>> 8);
    if (table[slot] === 0) table[slot] = makePage();
    counts[table[slot]! * pageSize + (bin & 255)]! += 1;
  }

  function of(label: number): RankedScores | null {
    if (broken[label]) return null;
    const found: (readonly [bin: number, negatives: number, positives: number])[] = [];
    for (let page = 0; page < 256; page++) {
      const [without, having] = [0, 256].map((side) => table[label * pages + side + page]! * pageSize);
      if (without === 0 && having === 0) continue;
      for (let i = 0; i < pageSize; i++) {
        // Page 0 stays empty.
        const [negatives, positives] = [counts[without! + i]!, counts[having! + i]!];
        if (negatives + positives > 0) found.push([page * pageSize + i, negatives, positives]);
      }
    }
    return {
      low: Float32Array.from(found, ([bin]) => floatOf(bin << 16)),
      high: Float32Array.from(found, ([bin]) => floatOf((bin << 16) | 0xffff)),
      negatives: Uint32Array.from(found, ([, n]) => n),
      positives: Uint32Array.from(found, ([, , n]) => n),
    };
  }

  return { add, of };
}

const float = new Float32Array(1);
const word = new Uint32Array(float.buffer);

/** From 0 for the lowest floats to 65,535: the bits of positive floats rise with them, those of negative ones fall. */
function binOf(score: number): number {
  // Adding 0 makes -0 the 0 that it equals.
  float[0] = score + 0;
  const bits = word[0]!;
  return (bits >>> 31 === 0 ? bits | 0x8000_0000 : ~bits) >>> 16;
}

function floatOf(order: number): number {
  word[0] = order >>> 31 === 0 ? ~order : order & 0x7fff_ffff;
  return float[0]!;
}
