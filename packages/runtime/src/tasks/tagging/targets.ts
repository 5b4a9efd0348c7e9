import type { Layout } from '../../data/places.js';
import type { Target } from '../../data/types.js';
import type { Batch } from '../../engines/types.js';

/** Where nothing is judged, as PyTorch's -100. */
const ignored = -1;

/** `[N, tokens]`: the tag of a word at its first token. */
export function tokenTargets(targets: readonly Target[], { tokens, places }: Layout): Batch<Int32Array> {
  const data = new Int32Array(targets.length * tokens).fill(ignored);
  for (const [i, target] of targets.entries()) {
    for (const [word, place] of places[i]!.entries())
      if (place >= 0) data[i * tokens + place] = target[word]!;
  }
  return { data, shape: [targets.length, tokens] };
}

/** How often each tag occurs among all words. */
export function tagRates(targets: readonly Target[], tags: number): readonly number[] {
  const counts = new Array<number>(tags).fill(0);
  let words = 0;
  for (const target of targets) {
    for (const tag of target) counts[tag]! += 1;
    words += target.length;
  }
  return counts.map((count) => count / words);
}
