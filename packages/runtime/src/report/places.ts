/** A report is made to be mailed: what it says of a computer's folders and of its environment is left out here. */
import os from 'node:os';
import path from 'node:path';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { ReportData } from './data.js';

/** The same data with paths relative to the pipeline's file, and no more than the last name of any other. */
export function withoutPlaces(data: ReportData, { file, data: images, backbone }: Pipeline): ReportData {
  const home = path.dirname(file);
  const { weights } = backbone;
  const { exclude } = images;
  const known = [images.path, ...(exclude ? [exclude] : []), ...('path' in weights ? [weights.path] : [])];
  const near = (text: string): string => {
    let shown = text;
    // A path with a space in it can only be told from the words around it where it is known.
    for (const place of known) shown = shown.replaceAll(place, shorten(place, home));
    // The file's own folder may be the root of the disk.
    if (home.length > 1) shown = shown.replaceAll(`${home}${path.sep}`, '');
    return shown.replaceAll(os.homedir(), '~').replace(absolute, (found) => `…/${lastName(found)}`);
  };
  return {
    ...data,
    file: path.basename(file),
    accounts:
      data.accounts && 'failed' in data.accounts
        ? { ...data.accounts, failed: near(data.accounts.failed) }
        : data.accounts,
    warnings: data.warnings.map((w) => ({ ...w, message: near(w.message), remedy: near(w.remedy) })),
    values: data.values.map(({ path: name, value, origin }) => {
      if (origin.kind === 'env') return { path: name, value: '…', origin };
      const { kind } = origin;
      return {
        path: name,
        value: near(value),
        origin: kind === 'set' ? { kind, text: near(origin.text) } : origin,
      };
    }),
  };
}

/** Of POSIX and of Windows: at least two names, and not the end of a relative one. */
const absolute = /(?<![\w.…~/\\-])(?:~|[A-Za-z]:)?[/\\][^\s/\\"'`()<>|,;:]+(?:[/\\][^\s/\\"'`()<>|,;:]+)+/g;

function shorten(place: string, home: string): string {
  const relative = path.relative(home, place);
  return relative.startsWith('..') || path.isAbsolute(relative) ? `…/${lastName(place)}` : relative || '.';
}

const lastName = (place: string): string => place.split(/[/\\]/).filter(Boolean).at(-1) ?? '';
