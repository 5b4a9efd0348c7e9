import { URI, UriUtils } from 'langium';
import type { RenameFilesParams, TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { weightExtensions } from '../checks/backbone/unknown-weight-format.js';
import { tableExtensions } from '../data/table/table.js';
import { isAbsolute } from '../resolve/paths.js';
import type { WorkspaceFeature } from './feature.js';
import { type Moved, movedBy } from './moves.js';
import { workspaceEdit } from './names/edit.js';
import { rangeIn } from './stretch.js';
import { besideUri } from './uris.js';
import type { Workspace } from './workspace.js';
import { type WrittenPath, writtenPaths } from './written-paths.js';

const others = [...weightExtensions.map((ending) => ending.slice(1)), ...tableExtensions].join(',');

/**
 * When files or folders move, the paths of all texts follow: those of imports, of data, of tables and of weights, in the texts
 * that move and in those that lead to what moves.
 */
export const fileRenames: WorkspaceFeature<RenameFilesParams, WorkspaceEdit> = {
  method: 'workspace/willRenameFiles',
  capabilities: {
    workspace: {
      fileOperations: {
        willRename: {
          filters: [
            { pattern: { glob: `**/*.{tlp,${others}}`, matches: 'file' } },
            { pattern: { glob: '**', matches: 'folder' } },
          ],
        },
      },
    },
  },
  answerAll(around, { files }) {
    const { workspace } = around;
    const moved = movedBy(files);
    const changes = new Map<string, TextEdit[]>();
    for (const path of pathsOf(workspace)) {
      const text = workspace.snapshot(path.uri)?.text;
      const newText = follow(path, moved);
      if (!text || newText === undefined) continue;
      changes.set(path.uri, [...(changes.get(path.uri) ?? []), { range: rangeIn(text, path), newText }]);
    }
    return workspaceEdit(changes, around);
  },
};

/** A `let` that several texts use is written once. */
function pathsOf(workspace: Workspace): Iterable<WrittenPath> {
  const snapshots = workspace.uris().flatMap((uri) => workspace.snapshot(uri) ?? []);
  const paths = snapshots.flatMap(writtenPaths);
  return new Map(paths.map((path) => [`${path.uri} ${path.start}`, path])).values();
}

/** The path as it has to be afterwards; undefined where it holds as it is. */
function follow({ uri, path, folder }: WrittenPath, moved: Moved): string | undefined {
  const target = moved(inFolder(folder ?? folderOf(uri), path));
  const here = folder === undefined ? folderOf(moved(uri)) : moved(folder);
  if (inFolder(here, path) === target) return undefined;
  const { path: whole } = URI.parse(target);
  if (isAbsolute(path)) return whole.replace(/^\/(?=[a-zA-Z]:)/, '');
  const relative = UriUtils.relative(URI.parse(here), URI.parse(target));
  const start = /^\.[/\\]/.test(path) && !relative.startsWith('.') ? './' : '';
  return start + relative + (/[/\\]$/.test(path) ? '/' : '');
}

const folderOf = (uri: string): string => UriUtils.dirname(URI.parse(uri)).toString();
const inFolder = (folder: string, path: string): string => besideUri(`${folder.replace(/\/$/, '')}/_`, path);
