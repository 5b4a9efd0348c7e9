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
  /** Other texts changed that these may import. */
  filesChanged(): void;
  /** What the files beside the text have to say of it is known. */
  lookedAt(uri: string): void;
  stop(): void;
}

interface Pushing {
  readonly workspace: Workspace;
  readonly client: DiagnosticAbilities;
  readonly patience: Patience;
  /** What the files beside a text have to say of it, as far as it is known. */
  beside(snapshot: Snapshot): readonly Diagnostic[];
  send(params: PublishDiagnosticsParams): void;
  failed(error: unknown): void;
}

interface Pushed {
  readonly snapshot: Snapshot;
  /** What was said of the files beside it, as text. */
  readonly beside: string;
}

/** After a change every open text is told of again whose snapshot is another: what it imports may have changed. */
export function pushDiagnostics({ workspace, client, patience, beside, send, failed }: Pushing): Pusher {
  const pushed = new Map<string, Pushed>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** All that is known of the text by now, unless the client has it. */
  const tell = (snapshot: Snapshot): void => {
    const { uri, version } = snapshot;
    const last = pushed.get(uri);
    pushed.set(uri, { snapshot, beside: '' });
    try {
      const found = beside(snapshot);
      const text = JSON.stringify(found);
      pushed.set(uri, { snapshot, beside: text });
      if (last?.snapshot === snapshot && last.beside === text) return;
      send({ uri, version, diagnostics: diagnosticsOf(snapshot, client, found) });
    } catch (error) {
      failed(error);
    }
  };

  const next = (): void => {
    timer = undefined;
    const open = workspace.uris().filter((uri) => workspace.isOpen(uri));
    for (const uri of open) {
      const snapshot = workspace.snapshot(uri);
      if (!snapshot || pushed.get(uri)?.snapshot === snapshot) continue;
      patience.time(uri, () => tell(snapshot));
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
    filesChanged: () => schedule(0),
    lookedAt(uri) {
      const snapshot = workspace.snapshot(uri);
      // Of a text that is still to be pushed all is told then.
      if (snapshot && pushed.get(uri)?.snapshot === snapshot) tell(snapshot);
    },
    stop: () => clearTimeout(timer),
  };
}
