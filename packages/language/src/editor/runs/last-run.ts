/** The newest run of a pipeline, among those that `tlp run` left in `runs/` of the text's folder or one above it. */
import { URI } from 'langium';
import type { RunRecord } from '../../run/record.js';
import type { EditorFiles } from '../files.js';
import { recordIn } from './read-run.js';

export interface FoundRun {
  /** Of the run directory. */
  readonly uri: string;
  /** Undefined where it can't be read. */
  readonly record: RunRecord | undefined;
  /** Milliseconds since 1970. */
  readonly started: number;
}

/** What is no `NAME-DATE` may be any run: so many of these are looked into, in a folder. */
const others = 20;

/** `tlp run` works in the folder that it is called in, which is the text's own or one above it. */
export function lastRun(uri: string, pipeline: string, files: EditorFiles): FoundRun | undefined {
  const found = foldersAbove(uri).flatMap(({ folder, below }) => {
    const runs = `${folder}/runs`;
    const names = (files.list(runs) ?? []).filter((entry) => entry.folder).map(({ name }) => name);
    const isOf = (record: RunRecord): boolean =>
      record.pipeline.name === pipeline && endsWith(record.pipeline.file, below);
    return runsIn(names, pipeline, (name) => {
      const run = `${runs}/${encodeURIComponent(name)}`;
      const record = recordIn(run, files);
      if (record === undefined || (record && !isOf(record))) return undefined;
      const started = record ? Date.parse(record.started) : (dateOf(name, pipeline) ?? Number.NaN);
      // Of a directory with another name, nothing but its record tells whose run it is.
      return Number.isNaN(started) ? undefined : { uri: run, record: record ?? undefined, started };
    });
  });
  return found.reduce<FoundRun | undefined>((a, b) => (a && a.started >= b.started ? a : b), undefined);
}

function runsIn(
  names: readonly string[],
  pipeline: string,
  open: (name: string) => FoundRun | undefined,
): readonly FoundRun[] {
  const dated = names.filter((name) => dateOf(name, pipeline) !== undefined).sort();
  const rest = names.filter((name) => !dated.includes(name)).slice(-others);
  let newest: FoundRun | undefined;
  while (!newest && dated.length > 0) newest = open(dated.pop()!);
  return [...(newest ? [newest] : []), ...rest.flatMap((name) => open(name) ?? [])];
}

/** Of `NAME-20261123-220941`, with something behind it where several began in that second. Local time. */
function dateOf(name: string, pipeline: string): number | undefined {
  if (!name.startsWith(`${pipeline}-`)) return undefined;
  const stamp = /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)(-\d+)?$/.exec(name.slice(pipeline.length + 1));
  if (!stamp) return undefined;
  const [year, month, day, hour, minute, second] = stamp.slice(1, 7).map(Number) as [
    number,
    ...[number, number, number, number, number],
  ];
  return new Date(year, month - 1, day, hour, minute, second).getTime();
}

/** Each folder above a text, the nearest first, with the text's path below it. */
function foldersAbove(uri: string): readonly { readonly folder: string; readonly below: string }[] {
  const parsed = URI.parse(uri);
  if (parsed.scheme === 'untitled' || parsed.scheme === 'builtin') return [];
  const parts = parsed.path.split('/').slice(1);
  return parts.map((_, i) => {
    const kept = parts.slice(0, parts.length - 1 - i);
    const path = kept.length === 0 ? '' : `/${kept.join('/')}`;
    return {
      folder: parsed
        .with({ path: path || '/' })
        .toString()
        .replace(/\/$/, ''),
      below: parts.slice(kept.length).join('/'),
    };
  });
}

/** The record holds the path that the file had when the run began, on that computer: its end is compared. */
const endsWith = (file: string, below: string): boolean =>
  `/${file.replaceAll('\\', '/')}`.endsWith(`/${below}`);
