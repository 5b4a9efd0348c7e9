/** How many pictures and classes a pipeline's data has, by the names in its folders alone. */
import { hasPictureName, isIgnoredName } from '../../data/pictures.js';
import { type Fractions, SPLITS, splitBounds } from '../../data/split-bounds.js';
import type { FileEntry, SourceFiles } from '../../files.js';
import type { SplitSizes } from '../../plan/plan.js';
import type { ImageData } from '../../resolve/pipeline.js';

export interface DataCount {
  readonly classes: number;
  /** As a run would split them, were no two pictures the same. */
  readonly pictures: SplitSizes;
}

/** Above this many folders nothing is said: an editor must not stand still for a number. */
const mostFolders = 5000;

/** Undefined where the folder can't be seen, holds no class or is too large. */
export function countData(
  files: Pick<SourceFiles, 'list'>,
  { path, split }: ImageData,
): DataCount | undefined {
  const budget = { folders: mostFolders };
  if (split.kind === 'fraction') {
    const classes = countClasses(files, path, budget);
    if (!classes?.size) return undefined;
    const groups = split.stratified ? [...classes.values()] : [sum(classes.values())];
    return { classes: classes.size, pictures: total(groups.map((count) => divide(count, split))) };
  }
  const found = SPLITS.map((name) => {
    const folder = split[name];
    return folder === null ? new Map<string, number>() : countClasses(files, `${path}/${folder}`, budget);
  });
  const [train, validation, test] = found;
  if (!train || !validation || !test) return undefined;
  const names = new Set(found.flatMap((classes) => [...(classes?.keys() ?? [])]));
  if (names.size === 0) return undefined;
  const share = split.validation === null ? split.validationFraction : 0;
  const cut = [...train.values()].map((count) =>
    divide(count, { train: 1 - share, validation: share, test: 0 }),
  );
  const apart = { train: 0, validation: sum(validation.values()), test: sum(test.values()) };
  const own = share > 0 ? total(cut) : { train: sum(train.values()), validation: 0, test: 0 };
  return { classes: names.size, pictures: total([own, apart]) };
}

function divide(count: number, fractions: Fractions): SplitSizes {
  const { train, validation, test } = splitBounds(count, fractions);
  return { train, validation: validation - train, test: test - validation };
}

const sum = (counts: Iterable<number>): number => [...counts].reduce((a, b) => a + b, 0);

const total = (sizes: readonly SplitSizes[]): SplitSizes => ({
  train: sum(sizes.map((s) => s.train)),
  validation: sum(sizes.map((s) => s.validation)),
  test: sum(sizes.map((s) => s.test)),
});

/** Pictures a class; a folder without any is no class. */
function countClasses(
  files: Pick<SourceFiles, 'list'>,
  root: string,
  budget: { folders: number },
): ReadonlyMap<string, number> | undefined {
  const entries = files.list(root);
  if (!entries) return undefined;
  const classes = new Map<string, number>();
  for (const { name } of surveyOf(entries).folders) {
    const count = countBelow(files, `${root}/${name}`, budget);
    if (count === undefined) return undefined;
    if (count > 0) classes.set(name, count);
  }
  return classes;
}

function countBelow(
  files: Pick<SourceFiles, 'list'>,
  folder: string,
  budget: { folders: number },
): number | undefined {
  if (--budget.folders < 0) return undefined;
  const entries = files.list(folder);
  if (!entries) return undefined;
  const { pictures, folders } = surveyOf(entries);
  let count = pictures;
  for (const { name } of folders) {
    const below = countBelow(files, `${folder}/${name}`, budget);
    if (below === undefined) return undefined;
    count += below;
  }
  return count;
}

interface Survey {
  readonly pictures: number;
  readonly folders: readonly FileEntry[];
}

/** A listing that is seen again is not counted again. */
const surveys = new WeakMap<readonly FileEntry[], Survey>();

function surveyOf(entries: readonly FileEntry[]): Survey {
  const known = surveys.get(entries);
  if (known) return known;
  const seen = entries.filter(({ name }) => !isIgnoredName(name));
  const survey: Survey = {
    pictures: seen.filter(({ name, folder }) => !folder && hasPictureName(name)).length,
    folders: seen.filter(({ folder }) => folder),
  };
  surveys.set(entries, survey);
  return survey;
}
