/**
 * What stands before the names of a network's tensors where it was saved as a part of something: `module.` by
 * `DataParallel`, `model.` by Lightning, `backbone.` by detectors, `module._orig_mod.` by `torch.compile`, and in Keras the name
 * of the model that another one holds, `mobilenetv2_1.00_160/`.
 */

/** Parts of a prefix at most; wrappers rarely put more than three around each other. */
const deepest = 8;

export type Prefix =
  /** The prefix below which most of the wanted names are found; empty where they stand bare. */
  | { readonly prefix: string; readonly found: number }
  /** Two prefixes below each of which every wanted name is found. */
  | { readonly rivals: readonly [string, string] };

/** Each name of the file votes for the prefixes that make it one of the names looked for. */
export function findPrefix(names: Iterable<string>, wanted: ReadonlySet<string>): Prefix {
  const votes = new Map<string, number>([['', 0]]);
  for (const name of names) {
    let end = 0;
    for (let part = 0; part <= deepest; part++) {
      if (wanted.has(name.slice(end))) {
        const prefix = name.slice(0, end);
        votes.set(prefix, (votes.get(prefix) ?? 0) + 1);
      }
      const step = name.slice(end).search(/[./]/);
      if (step < 0) break;
      end += step + 1;
    }
  }
  const [first, second] = [...votes].sort(([, a], [, b]) => b - a);
  const [prefix, found] = first!;
  const bare = votes.get('')!;
  // Names that stand bare are meant; a tie is broken in their favour.
  if (bare === found) return { prefix: '', found };
  if (second?.[1] === wanted.size) return { rivals: [prefix, second[0]] };
  return { prefix, found };
}
