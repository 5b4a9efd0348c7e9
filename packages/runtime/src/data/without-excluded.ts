/** Leaves out what the pipeline's `exclude` lists. */
import { excludeMissing } from '@tlp/language/checks/data/exclude/exclude-missing.js';
import { withoutListed } from '@tlp/language/data/exclude/without-listed.js';
import type { DataFound } from '@tlp/language/data/sources.js';
import type { Data } from '@tlp/language/resolve/pipeline.js';
import { tableText } from './table-text.js';

/** @throws TLP555 where there is no such table, TLP351 where it cannot be read */
export async function withoutExcluded(found: DataFound, data: Pick<Data, 'exclude'>): Promise<DataFound> {
  return data.exclude === undefined ? found : withoutListed(found, data, await listText(data.exclude));
}

/** The text of the table that lists what is left out. @throws as {@link withoutExcluded} */
export const listText = (path: string): Promise<string> => tableText({ path }, excludeMissing);
