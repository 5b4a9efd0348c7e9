/** Leaves the examples out that a table lists, of whatever was found. */
import type { Data } from '../../resolve/pipeline.js';
import type { ClassFound, DataFound } from '../sources.js';
import { sameSpelling } from '../spelling.js';
import type { TableFound } from '../table/found.js';
import { tallyOf } from '../table/problems.js';
import type { ExcludeNotRead, ExcludeRead } from './found.js';
import { type ExcludeList, type ListedExample, readExcludeList } from './list.js';

/** @param text of the table; or where there is none to read, why */
export function withoutListed(
  found: DataFound,
  { exclude }: Pick<Data, 'exclude'>,
  text: string | ExcludeNotRead,
): DataFound {
  if (exclude === undefined) return found;
  if (typeof text !== 'string') return { ...found, exclude: text };
  const sieve = sieveOf(readExcludeList(text, exclude));
  const sources = found.sources.map((source) => ({
    ...source,
    classes: source.classes.map((one) => keptOf(one, source.folder, sieve)),
    // The table itself is no example that was forgotten.
    others: source.others.filter((file) => slashed(`${source.path}/${file}`) !== slashed(exclude)),
  }));
  const table = found.table && { table: keptRows(found.table, sieve) };
  return { ...found, sources, ...table, exclude: sieve.found() };
}

const slashed = (path: string): string => path.replaceAll('\\', '/');

interface Sieve {
  /** @param label null where one does not tell */
  keeps(id: string, label: string | null): boolean;
  found(): ExcludeRead;
}

export function sieveOf({ examples, columns, mistakes }: ExcludeList): Sieve {
  const there = new Set<string>();
  const relabelled: ListedExample[] = [];
  let [leftOut, total] = [0, 0];
  return {
    keeps(id, label) {
      total += 1;
      const spelled = sameSpelling(id);
      const listed = examples.get(spelled);
      if (!listed) return true;
      there.add(spelled);
      const isOther =
        label !== null && listed.label !== null && sameSpelling(listed.label) !== sameSpelling(label);
      if (isOther) relabelled.push(listed);
      else leftOut += 1;
      return isOther;
    },
    found: () => ({
      state: 'read',
      columns,
      mistakes: tallyOf(mistakes),
      listed: examples.size,
      leftOut,
      total,
      missing: tallyOf([...examples].flatMap(([id, listed]) => (there.has(id) ? [] : [listed]))),
      relabelled: tallyOf(relabelled),
    }),
  };
}

const keptOf = (one: ClassFound, folder: string, { keeps }: Sieve): ClassFound => ({
  ...one,
  images: one.images.filter((image) => keeps(folder === '' ? image : `${folder}/${image}`, one.name)),
});

function keptRows(table: TableFound, { keeps }: Sieve): TableFound {
  if (table.state !== 'read') return table;
  const { joined, answer } = table;
  const { outputs } = joined;
  // Where there may be several labels, or numbers, the table does not list them as they are.
  const labelOf = ([first]: readonly number[]) =>
    answer === 'label' && first !== undefined ? (outputs[first] ?? null) : null;
  const examples = joined.examples.filter(({ image, target }) => keeps(image, labelOf(target)));
  return { ...table, joined: { ...joined, examples } };
}
