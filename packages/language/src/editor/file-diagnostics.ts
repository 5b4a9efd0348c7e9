/** What the files beside a text have to say of it: slower than the rest, so it is asked for apart. */
import { editorBudget } from '../data/look.js';
import { checkFiles } from '../resolve/file-checks.js';
import type { Told } from '../resolve/suppress.js';
import { finish, type Steps } from '../steps.js';
import type { Session } from './feature.js';
import { filesBeside } from './files-beside.js';
import type { Snapshot } from './snapshot.js';

type Around = Pick<Session, 'workspace' | 'settings'>;

const nothing: Told = { diagnostics: [], suppressed: [] };

/** Not kept with the snapshot: folders change without the text. */
export const fileDiagnostics = (snapshot: Snapshot, around: Around): Told =>
  finish(fileDiagnosticsInSteps(snapshot, around));

/** The same, so that something else can be done meanwhile. */
export function* fileDiagnosticsInSteps(
  { services, source, analysis, uri }: Snapshot,
  { workspace, settings }: Around,
): Steps<Told> {
  if (!settings.lookAtData) return nothing;
  const files = filesBeside(uri, workspace.files);
  return yield* checkFiles(analysis, source, { services, files, budget: editorBudget });
}
