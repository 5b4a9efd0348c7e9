/** Files of text that are learned themselves: all below a folder, or those of the folders of splits. */
import { join } from 'node:path';
import { excludeDataRules } from '@tlp/language/checks/data/exclude/rules.js';
import { readExcludeList } from '@tlp/language/data/exclude/list.js';
import { sieveOf } from '@tlp/language/data/exclude/without-listed.js';
import { type GroupOf, groupsBy } from '@tlp/language/data/grouping/grouping.js';
import { judgedColumns } from '@tlp/language/data/judged.js';
import { compareNatural } from '@tlp/language/data/natural.js';
import { SPLITS, type SplitName } from '@tlp/language/data/split-bounds.js';
import { fail } from '@tlp/language/diagnostic.js';
import type { TextData } from '@tlp/language/modalities/text/data.js';
import { textFiles } from '@tlp/language/modalities/text/text-files.js';
import { judge, type LocatedExample } from '../../data/find-examples.js';
import { listFiles } from '../../data/folder.js';
import { listText } from '../../data/without-excluded.js';

/** @throws TLP555, TLP556 what is left out; TLP690 where there are none; TLP350, TLP351 of the folder */
export async function findUnlabelled(data: TextData) {
  const { path: root, split } = data;
  const { images: all } = await listFiles(root, textFiles);
  const { names, warnings } = await keptOf(data, all);
  if (names.length === 0) {
    throw fail('TLP690', `The folder ${root} has no files that end in .txt.`, 'Use another folder.', {
      file: root,
    });
  }
  const groupOf: GroupOf = split.group ? groupsBy(split.group, 0) : () => null;
  const examples = [...names].sort(compareNatural).flatMap((id): readonly LocatedExample[] => {
    const folderSplit = splitOf(id, split);
    if (split.kind === 'folders' && folderSplit === null) return [];
    return [{ id, path: join(root, id), target: [], folderSplit, group: groupOf(id) }];
  });
  return { outputs: [...judgedColumns], examples, warnings };
}

/** Those that `exclude` does not list, with what there is to say of its table. */
async function keptOf(data: TextData, all: readonly string[]) {
  const { exclude } = data;
  if (exclude === undefined) return { names: all, warnings: [] };
  const sieve = sieveOf(readExcludeList(await listText(exclude), exclude));
  const names = all.filter((id) => sieve.keeps(id, null));
  const found = {
    path: data.path,
    siblings: [],
    folders: [],
    sources: [],
    unusedSplits: [],
    deeper: undefined,
  };
  const { warnings } = judge({ ...found, exclude: sieve.found() }, data, excludeDataRules);
  return { names, warnings };
}

/** By the first folder of its path; null of a file that lies elsewhere, and where shares decide. */
function splitOf(id: string, split: TextData['split']): SplitName | null {
  if (split.kind !== 'folders') return null;
  return SPLITS.find((name) => split[name] !== null && id.startsWith(`${split[name]}/`)) ?? null;
}
