/** Answers clients that ask for diagnostics. */
import {
  type CancellationToken,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver-protocol';
import type { Diagnostic } from '../../diagnostic.js';
import type { Snapshot } from '../snapshot.js';
import { canonicalUri } from '../uris.js';
import type { Workspace } from '../workspace.js';
import { type DiagnosticAbilities, diagnosticsOf } from './diagnostics.js';
import type { Patience } from './patience.js';

export interface Puller {
  document(params: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport>;
  workspace(params: WorkspaceDiagnosticParams, token: CancellationToken): Promise<WorkspaceDiagnosticReport>;
  /** True where something else would be answered of the text by now than was answered. */
  isOutdated(uri: string): boolean;
}

interface Pulling {
  readonly workspace: Workspace;
  readonly client: DiagnosticAbilities;
  readonly patience: Patience;
  /** What the files beside a text have to say of it, as far as it is known. */
  beside(snapshot: Snapshot): readonly Diagnostic[];
}

export function pullDiagnostics({ workspace, client, patience, beside }: Pulling): Puller {
  // A snapshot never changes, so what is said of it changes with the files beside it alone: both name the report.
  const numbers = new WeakMap<Snapshot, { readonly number: string; readonly beside: string }>();
  let last = 0;
  const numberOf = (snapshot: Snapshot, found: readonly Diagnostic[]): string => {
    const text = JSON.stringify(found);
    const known = numbers.get(snapshot);
    if (known?.beside === text) return known.number;
    const number = String(++last);
    numbers.set(snapshot, { number, beside: text });
    return number;
  };

  const report = (uri: string, previous: string | undefined): DocumentDiagnosticReport => {
    const snapshot = workspace.snapshot(uri);
    if (!snapshot) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const answer = (): DocumentDiagnosticReport => {
      const found = beside(snapshot);
      const resultId = numberOf(snapshot, found);
      if (resultId === previous) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
      const items = diagnosticsOf(snapshot, client, found);
      return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
    };
    // To say again what is known takes no time, and tells nothing of the next edit.
    return numbers.has(snapshot) ? answer() : patience.time(uri, answer);
  };

  return {
    async document({ textDocument: { uri }, previousResultId }, token) {
      await pause(patience.delay(uri), token);
      return report(uri, previousResultId);
    },
    async workspace({ previousResultIds }, token) {
      const previous = new Map(previousResultIds.map(({ uri, value }) => [canonicalUri(uri), value]));
      // Nobody may have told of it: of a folder that is removed, some clients tell no more than its name.
      workspace.lost(
        workspace.uris().filter((uri) => !workspace.isOpen(uri) && workspace.files.isAbsent?.(uri)),
      );
      const items: WorkspaceDocumentDiagnosticReport[] = [];
      for (const uri of workspace.uris()) {
        await pause(0, token);
        if (token.isCancellationRequested) break;
        const version = workspace.isOpen(uri) ? (workspace.snapshot(uri)?.version ?? null) : null;
        items.push({ ...report(uri, previous.get(uri)), uri, version });
      }
      // What was said of a text that is gone is taken back, once: without an identifier it isn't asked for again.
      const left = new Set(workspace.uris());
      for (const uri of previous.keys()) {
        if (!left.has(uri))
          items.push({ kind: DocumentDiagnosticReportKind.Full, items: [], uri, version: null });
      }
      return { items };
    },
    isOutdated(uri) {
      const snapshot = workspace.snapshot(uri);
      const answered = snapshot && numbers.get(snapshot)?.beside;
      return answered !== undefined && answered !== JSON.stringify(beside(snapshot!));
    },
  };
}

/** Lets other messages go first; a cancelled request waits no longer. */
function pause(milliseconds: number, token: CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    token.onCancellationRequested(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
