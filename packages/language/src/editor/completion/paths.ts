/** Paths on disk, inside a text that names a file or a folder. */
import { isWeightName } from '../../checks/backbone/unknown-weight-format.js';
import { SPLITS } from '../../data/split-bounds.js';
import { folderOfSplit } from '../../data/split-folders.js';
import { tableFormat } from '../../data/table/table.js';
import type { FileEntry } from '../../files.js';
import type { PathKind } from '../../schema/types.js';
import type { Cursor } from '../context/cursor.js';
import { expectedAt } from '../context/expected.js';
import type { Scene } from '../feature.js';
import { besideUri } from '../uris.js';
import { Group, Kind, type Offer } from './offer.js';
import { pathAround } from './source-path.js';

type Wanted = PathKind | 'pipeline file';

/** Which files may be named; where none may, folders alone. */
const files: Readonly<Record<Wanted, ((name: string) => boolean) | undefined>> = {
  folder: undefined,
  'run folder': undefined,
  'split folder': undefined,
  'weight file': isWeightName,
  'table file': (name) => tableFormat(name) !== undefined,
  'table or folder': (name) => tableFormat(name) !== undefined,
  'model file': (name) => /\.onnx$|model\.json$/i.test(name),
  'vector file': (name) => /\.(txt|vec|bin|gz|json)$/i.test(name),
  'pipeline file': (name) => /\.tlp$/i.test(name),
};

const wantedAt = (cursor: Cursor): Wanted | undefined =>
  cursor.slot === 'import' ? 'pipeline file' : expectedAt(cursor)?.type?.names;

/** The next part of the path that the cursor stands in: folders first, each with its slash. */
export function pathOffers(scene: Scene, cursor: Cursor): readonly Offer[] {
  const wanted = wantedAt(cursor);
  const { word } = cursor;
  if (!wanted || !word.text.startsWith('"')) return [];
  const closed = word.text.length > 1 && word.text.endsWith('"');
  const written = word.text.slice(1, closed ? -1 : undefined);
  const typed = word.typed.slice(1);
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
  const behind = written.indexOf('/', typed.length);
  const start = word.start + 1 + folder.length;
  const rest = behind < 0 ? written.length : behind;
  const end = word.start + 1 + rest;
  return entries(scene, cursor, wanted, folder).map(({ name, folder: isFolder }) => ({
    label: isFolder ? `${name}/` : name,
    // The slash that is there already stays.
    text: isFolder && behind < 0 ? `${name}/` : name,
    kind: isFolder ? Kind.Folder : Kind.File,
    group: isFolder ? Group.First : Group.Usual,
    goesOn: isFolder,
    start,
    end,
  }));
}

/** Paths with their quotes, where no text has been begun. */
export function quotedPaths(wanted: Wanted, scene: Scene, cursor: Cursor): readonly Offer[] {
  return entries(scene, cursor, wanted, '').map(({ name, folder }) => ({
    label: `"${name}${folder ? '/' : ''}"`,
    text: `"${name}"`,
    ...(folder ? { snippet: `"${name.replaceAll(/[\\$}]/g, '\\$&')}/$0"`, goesOn: true } : {}),
    kind: folder ? Kind.Folder : Kind.File,
    group: folder ? Group.First : Group.Usual,
  }));
}

/** The folders beside a text, to choose from. */
export function foldersBeside({ settings, snapshot, workspace }: Scene): readonly string[] {
  if (!settings.lookAtData) return [];
  const listed = workspace.files.list(besideUri(snapshot.uri, '.')) ?? [];
  return listed.flatMap(({ name, folder }) => (folder && isOffered(name) ? [name] : [])).toSorted();
}

const isOffered = (name: string): boolean =>
  !name.startsWith('.') && name !== 'node_modules' && !/["\\]/.test(name);

function entries(scene: Scene, cursor: Cursor, wanted: Wanted, folder: string): readonly FileEntry[] {
  if (!scene.settings.lookAtData && wanted !== 'pipeline file') return [];
  const { uri } = scene.snapshot;
  const base = wanted === 'split folder' ? besideUri(uri, dataFolder(cursor)) : besideUri(uri, '.');
  const listed = scene.workspace.files.list(besideUri(`${base}/_`, folder === '' ? '.' : folder)) ?? [];
  const own = uri.slice(uri.lastIndexOf('/') + 1);
  const meant = folder === '' && wanted === 'split folder' ? meantFolder(cursor, listed) : undefined;
  const rank = (entry: FileEntry): number => (entry.name === meant ? 0 : entry.folder ? 1 : 2);
  // Names of runs end with their times; the newest is meant more often.
  const order = wanted === 'run folder' ? -1 : 1;
  return listed
    .filter(({ name, folder: isFolder }) => isOffered(name) && (isFolder || files[wanted]?.(name)))
    .filter(({ name }) => !(wanted === 'pipeline file' && folder === '' && name === own))
    .toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1) * order);
}

/** The folder that is named like the split whose folder is asked for. */
function meantFolder({ calls }: Cursor, listed: readonly FileEntry[]): string | undefined {
  const split = SPLITS.find((name) => name === (calls.at(-1)?.argument?.text ?? 'train'));
  const folders = listed.filter((entry) => entry.folder).map(({ name }) => name);
  return split && folderOfSplit(split, folders);
}

/** The folder that the source of the data names, for the folders of its splits. */
const dataFolder = ({ block, snapshot }: Cursor): string => pathAround(block, snapshot) ?? '.';
