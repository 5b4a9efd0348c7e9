/** Files of a data folder that are ignored: which they are, and how they are told. */
import { classesOf, type DataSeen, type SourceSeen } from '../../data/seen.js';
import { listed } from '../listed.js';

/** None where there are no classes at all: then other rules say what is wrong. */
export function filesIgnored(
  data: DataSeen,
  kind: keyof Pick<SourceSeen, 'strays' | 'others'>,
): readonly string[] {
  return classesOf(data).length > 0 ? data.sources.flatMap((source) => source[kind]) : [];
}

/** `2 images outside the class folders are ignored: a.png and b.png.` */
export const ignored = (files: readonly string[], one: string, many: string): string =>
  files.length === 1
    ? `1 ${one} is ignored: ${files[0]}.`
    : `${files.length} ${many} are ignored: ${listed(files)}.`;
