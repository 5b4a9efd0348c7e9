import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import type { Session } from '../feature.js';

/** Edits by URI. */
export type Changes = ReadonlyMap<string, TextEdit[]>;

/** With the versions they are meant for, where the client takes them; null for a file that is not open. */
export function workspaceEdit(changes: Changes, { client, workspace }: Session): WorkspaceEdit {
  if (!client.documentChanges) return { changes: Object.fromEntries(changes) };
  return {
    documentChanges: [...changes].map(([uri, edits]) => {
      const version = workspace.isOpen(uri) ? (workspace.snapshot(uri)?.version ?? null) : null;
      return { textDocument: { uri, version }, edits };
    }),
  };
}
