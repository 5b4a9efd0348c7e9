/** Keeps the workspace's open texts as the client has them. */
import type {
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
} from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { canonicalUri } from '../uris.js';
import type { Workspace } from '../workspace.js';
import type { Spelling } from './spelling.js';

export interface Texts {
  open(params: DidOpenTextDocumentParams): void;
  change(params: DidChangeTextDocumentParams): void;
  close(params: DidCloseTextDocumentParams): void;
}

/** A change of a text that is not open tells nothing and is passed over, and so is its closing. */
export function syncTexts(
  workspace: Workspace,
  spelling: Pick<Spelling, 'heard'>,
  changedOne: (uri: string) => void,
): Texts {
  const changed = (uri: string): void => changedOne(canonicalUri(uri));
  return {
    open({ textDocument: { uri, version, text } }) {
      spelling.heard(uri);
      workspace.open(uri, version, text);
      changed(uri);
    },
    change({ textDocument: { uri, version }, contentChanges }) {
      const known = workspace.isOpen(uri) ? workspace.snapshot(uri) : undefined;
      if (!known) return;
      // A document of its own: the snapshot's must not change.
      const text = TextDocument.create(uri, 'tlp', known.version, known.text.getText());
      TextDocument.update(text, contentChanges, version);
      workspace.open(uri, version, text.getText());
      changed(uri);
    },
    close({ textDocument: { uri } }) {
      if (!workspace.isOpen(uri)) return;
      workspace.close(uri);
      changed(uri);
    },
  };
}
