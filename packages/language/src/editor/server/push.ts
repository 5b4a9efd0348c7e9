/** Pushes diagnostics to clients that don't ask for them. */
import type { PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import type { Diagnostic } from '../../diagnostic.js';
import type { Snapshot } from '../snapshot.js';
import type { Workspace } from '../workspace.js';
import { type DiagnosticAbilities, diagnosticsOf } from './diagnostics.js';
import type { Patience } from './patience.js';

export interface Pusher {
  /** A text was opened, changed or closed, or files that open texts depend on did. */
  changed(uri: string): void;
  stop(): void;
}

interface Pushing {
  readonly workspace: Workspace;
  readonly client: DiagnosticAbilities;
  readonly patience: Patience;
  /** What the files beside a text have to say of it. */
  look(snapshot: Snapshot): readonly Diagnostic[];
  send(params: PublishDiagnosticsParams): void;
  failed(error: unknown): void;
}

/** After a change every open text is looked at again whose snapshot is another: what it imports may have changed. */
export function pushDiagnostics({ workspace, client, patience, look, send, failed }: Pushing): Pusher {
  const pushed = new Map<string, Snapshot>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const push = (uri: string, snapshot: Snapshot): void => {
    pushed.set(uri, snapshot);
    try {
      const diagnostics = patience.time(uri, () => diagnosticsOf(snapshot, client, look(snapshot)));
      send({ uri, version: snapshot.version, diagnostics });
    } catch (error) {
      failed(error);
    }
  };

  const next = (): void => {
    timer = undefined;
    const open = workspace.uris().filter((uri) => workspace.isOpen(uri));
    for (const uri of open) {
      const snapshot = workspace.snapshot(uri);
      if (!snapshot || pushed.get(uri) === snapshot) continue;
      push(uri, snapshot);
      // One at a time: a request that came meanwhile goes first.
      timer = setTimeout(next, 0);
      return;
    }
  };

  return {
    changed(uri) {
      if (!workspace.isOpen(uri) && pushed.delete(uri)) send({ uri, diagnostics: [] });
      clearTimeout(timer);
      timer = setTimeout(next, patience.delay(uri));
    },
    stop: () => clearTimeout(timer),
  };
}
