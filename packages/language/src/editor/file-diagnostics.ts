/** What the files beside a text have to say of it: slower than the rest, so it is asked for apart. */
import { editorBudget } from '../data/look.js';
import { checkFiles } from '../resolve/file-checks.js';
import type { Told } from '../resolve/suppress.js';
import type { Surroundings } from './feature.js';
import { filesBeside } from './files-beside.js';
import type { Snapshot } from './snapshot.js';

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
