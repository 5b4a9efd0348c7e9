/** Lists a data folder, reads its table if it has one, and judges what is there, by names alone. */
import { join } from 'node:path';
import type { DataRule, DataRuleWanted } from '@tlp/language/checks/data/data-rule.js';
import { dataRules } from '@tlp/language/checks/data/data-rules.js';
import { type GroupOf, groupsBy } from '@tlp/language/data/grouping/grouping.js';
import { compareNatural, sortNaturally } from '@tlp/language/data/natural.js';
import { classesOf, type DataSeen, seenOf } from '@tlp/language/data/seen.js';
import { type SlicesOf, slicesBy } from '@tlp/language/data/slices/slicing.js';
import { type DataFound, type SourceFound, walkData } from '@tlp/language/data/sources.js';
import type { FileKinds } from '@tlp/language/data/walk.js';
import { withTable } from '@tlp/language/data/with-table.js';
import { type Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import { noFolder, walkDisk } from './folder.js';
import { tableText } from './table-text.js';
import type { Example, Found } from './types.js';
import { withoutExcluded } from './without-excluded.js';

/** An example whose file has not been read yet. */
export type LocatedExample = Omit<Found<Example>, 'hash'> & { readonly path: string };

export interface ExamplesFound {
  readonly sources: readonly SourceFound[];
  /**
   * Classes in natural order, labels or columns of numbers. Folders without an image are no classes, unless another
   * split has images of that class.
   */
  readonly outputs: readonly string[];
  /** By class, then in natural order; those of a table in natural order. */
  readonly examples: readonly LocatedExample[];
  readonly warnings: Diagnostic[];
}

/**
 * @param kinds which files are examples
 * @throws TlpError TLP323, TLP350, TLP351, TLP555, and the errors among the rules about data with their warnings behind them
 */
export async function findExamples(
  data: DataRuleWanted,
  kinds: FileKinds,
  rules: readonly DataRule<never>[] = dataRules,
): Promise<ExamplesFound> {
  const found = await walkDisk(walkData(data, kinds));
  const { labels } = data;
  if (found.path === undefined || labels.kind !== 'table')
    return judgeFolder(await withoutExcluded(found, data), data, rules);
  const joined = withTable(found, data, await tableText(labels));
  return judgeFolder(await withoutExcluded(joined, data), data, rules);
}

/** What the rules say of what was found. @throws TlpError the errors among it, with the warnings behind them */
export function judge(
  found: DataFound,
  data: DataRuleWanted,
  rules: readonly DataRule<never>[] = dataRules,
): { readonly seen: DataSeen; readonly warnings: Diagnostic[] } {
  const seen = seenOf(found, data);
  const told = rules.flatMap((rule) => rule.inData(seen, data));
  const [errors, warnings] = [true, false].map((wanted) =>
    told.filter(({ severity }) => (severity === 'error') === wanted),
  ) as [Diagnostic[], Diagnostic[]];
  if (errors.length > 0) throw new TlpError([...errors, ...warnings]);
  return { seen, warnings };
}

/** The same of a folder that has been gone through. @throws TlpError as {@link findExamples} */
export function judgeFolder(
  found: DataFound,
  data: DataRuleWanted,
  rules: readonly DataRule<never>[] = dataRules,
): ExamplesFound {
  if (found.path === undefined) throw noFolder(data.path, found.siblings);
  const { seen, warnings } = judge(found, data, rules);
  const { sources } = found;
  const grouping = data.split.group;
  if (found.table?.state === 'read') {
    const { outputs, examples } = found.table.joined;
    const root = found.path;
    const byColumn = grouping?.kind === 'column';
    const groupOf: GroupOf = grouping ? groupsBy(grouping, 0) : () => null;
    const slicesOf = slicesBy(data.slices, found.table.table);
    const located = examples.map(({ image, split, group, target, lines }): LocatedExample => {
      return {
        id: image,
        path: join(root, image),
        target,
        folderSplit: split,
        group: byColumn ? group : groupOf(image),
        ...(slicesOf && { slices: slicesOf({ name: image, line: lines[0] }) }),
      };
    });
    return { sources, outputs, examples: located, warnings };
  }
  const classes = [...classesOf(seen)].sort(compareNatural);
  return {
    sources,
    outputs: classes,
    examples: examplesOfFolders(
      sources,
      classes,
      grouping ? groupsBy(grouping) : () => null,
      slicesBy(data.slices),
    ),
    warnings,
  };
}

function examplesOfFolders(
  sources: readonly SourceFound[],
  classes: readonly string[],
  groupOf: GroupOf,
  slicesOf: SlicesOf | undefined,
): readonly LocatedExample[] {
  const indices = new Map(classes.map((name, index) => [name, index]));
  return sources.flatMap(({ split, folder, path, classes: found }) =>
    [...found].sort(byName).flatMap(({ name, images }) => {
      const target = [indices.get(name) ?? -1];
      return sortNaturally(images, (image) => image).map((image) => ({
        folderSplit: split,
        id: folder === '' ? image : `${folder}/${image}`,
        path: join(path ?? '', image),
        target,
        group: groupOf(image),
        ...(slicesOf && { slices: slicesOf({ name: image }) }),
      }));
    }),
  );
}

const byName = (a: { readonly name: string }, b: { readonly name: string }) => compareNatural(a.name, b.name);
