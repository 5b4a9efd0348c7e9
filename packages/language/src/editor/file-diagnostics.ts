/** What the files beside a text have to say of it: slower than the rest, so it is asked for apart. */
import { editorBudget } from '../data/look.js';
import type { SourceFiles } from '../files.js';
import { checkFiles } from '../resolve/file-checks.js';
import type { Told } from '../resolve/suppress.js';
import type { Surroundings } from './feature.js';
import type { EditorFiles } from './files.js';
import type { Snapshot } from './snapshot.js';
import { besideUri } from './uris.js';

const nothing: Told = { diagnostics: [], suppressed: [] };

/** Not kept with the snapshot: folders change without the text. The listings are kept by those who read them. */
export function fileDiagnostics(
  snapshot: Snapshot,
  { workspace, settings }: Pick<Surroundings, 'workspace' | 'settings'>,
): Told {
  if (!settings.lookAtData) return nothing;
  const { services, source, analysis, uri } = snapshot;
  const files = filesBeside(uri, workspace.files);
  return checkFiles(analysis, source, { services, files, budget: editorBudget });
}

/** The editor's files by path, as a text at this URI names them. */
export function filesBeside(uri: string, files: EditorFiles): SourceFiles {
  return {
    read: (path) => files.read(besideUri(uri, path)),
    head: (path, bytes) => files.head(besideUri(uri, path), bytes),
    size: (path) => files.size?.(besideUri(uri, path)),
    list: (path) => files.list(besideUri(uri, path)),
    // A text that was never saved has no folder, so what it names may be anywhere.
    complete: files.complete && uri.startsWith('file:'),
  };
}
