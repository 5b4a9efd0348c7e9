/** Pushes diagnostics to clients that don't ask for them. */
import type { PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import type { Diagnostic } from '../../diagnostic.js';
import type { Snapshot } from '../snapshot.js';
import type { Workspace } from '../workspace.js';
import { type DiagnosticAbilities, diagnosticsOf } from './diagnostics.js';
import type { Patience } from './patience.js';

export interface Pusher {
  /** A text was opened, changed or closed. */
  changed(uri: string): void;
  /** Files beside the texts changed, or what may be looked at of them. */
  filesChanged(): void;
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

interface Pushed {
  readonly snapshot: Snapshot;
  /** What was said of the files beside it, as text. */
  readonly beside: string;
}

/** After a change every open text is looked at again whose snapshot is another: what it imports may have changed. */
export function pushDiagnostics({ workspace, client, patience, look, send, failed }: Pushing): Pusher {
  const pushed = new Map<string, Pushed>();
  const stale = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const push = (uri: string, snapshot: Snapshot): void => {
    const known = pushed.get(uri);
    stale.delete(uri);
    pushed.set(uri, { snapshot, beside: '' });
    try {
      patience.time(uri, () => {
        const found = look(snapshot);
        const beside = JSON.stringify(found);
        pushed.set(uri, { snapshot, beside });
        if (known?.snapshot === snapshot && known.beside === beside) return;
        send({ uri, version: snapshot.version, diagnostics: diagnosticsOf(snapshot, client, found) });
      });
    } catch (error) {
      failed(error);
    }
  };

  const next = (): void => {
    timer = undefined;
    const open = workspace.uris().filter((uri) => workspace.isOpen(uri));
    for (const uri of open) {
      const snapshot = workspace.snapshot(uri);
      if (!snapshot || (pushed.get(uri)?.snapshot === snapshot && !stale.has(uri))) continue;
      push(uri, snapshot);
      // One at a time: a request that came meanwhile goes first.
      timer = setTimeout(next, 0);
      return;
    }
  };

  const schedule = (delay: number): void => {
    clearTimeout(timer);
    timer = setTimeout(next, delay);
  };

  return {
    changed(uri) {
      if (!workspace.isOpen(uri) && pushed.delete(uri)) send({ uri, diagnostics: [] });
      schedule(patience.delay(uri));
    },
    filesChanged() {
      for (const uri of pushed.keys()) stale.add(uri);
      schedule(0);
    },
    stop: () => clearTimeout(timer),
  };
}
