import type { DocumentSymbol, DocumentSymbolParams, SymbolInformation } from 'vscode-languageserver-protocol';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextFeature } from './feature.js';
import { rangeIn } from './stretch.js';
import { type Entry, outlineOf } from './symbols/outline.js';

/** The outline of a text: as a tree, or as a list for clients that know no other. */
export const documentSymbols: TextFeature<
  DocumentSymbolParams,
  readonly DocumentSymbol[] | readonly SymbolInformation[]
> = {
  method: 'textDocument/documentSymbol',
  capabilities: { documentSymbolProvider: true },
  answer({ snapshot, client }) {
    const entries = outlineOf(snapshot);
    return client.hierarchicalSymbols
      ? entries.map((entry) => symbolOf(entry, snapshot.text))
      : entries.flatMap((entry) => flat(entry, snapshot.text));
  },
};

function symbolOf({ name, detail, kind, whole, head, children }: Entry, text: TextDocument): DocumentSymbol {
  return {
    name,
    ...(detail ? { detail } : {}),
    kind,
    range: rangeIn(text, whole),
    selectionRange: rangeIn(text, head),
    children: children.map((child) => symbolOf(child, text)),
  };
}

function flat(
  { name, kind, whole, children }: Entry,
  text: TextDocument,
  parent?: string,
): SymbolInformation[] {
  const own = {
    name,
    kind,
    location: { uri: text.uri, range: rangeIn(text, whole) },
    ...(parent === undefined ? {} : { containerName: parent }),
  };
  return [own, ...children.flatMap((child) => flat(child, text, name))];
}
