/** What the client can take, read from its `initialize` request. */
import { type InitializeParams, MarkupKind } from 'vscode-languageserver-protocol';
import type { ClientAbilities } from '../feature.js';
import type { InitializationOptions } from './requests.js';

/** What matters to the server itself, beside what matters to features. */
export interface Client extends ClientAbilities {
  /** Asks for diagnostics, so they aren't pushed too. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticTags: boolean;
  readonly configuration: boolean;
  readonly watchesFiles: boolean;
  /** Watches what lies outside its workspace too. */
  readonly relativePatterns: boolean;
  readonly changesFolders: boolean;
  readonly showsBuiltinDocuments: boolean;
  readonly showsViews: boolean;
  readonly tellsTensors: boolean;
  /** What must be asked for again once the files it was computed from have changed. */
  readonly refreshes: readonly string[];
}

export function clientOf({ capabilities }: InitializeParams, options: InitializationOptions): Client {
  const { textDocument, workspace } = capabilities;
  const completionItem = textDocument?.completion?.completionItem;
  const published = textDocument?.publishDiagnostics;
  const formats = [
    ...(textDocument?.hover?.contentFormat ?? []),
    ...(completionItem?.documentationFormat ?? []),
  ];
  return {
    snippets: completionItem?.snippetSupport === true,
    insertReplace: completionItem?.insertReplaceSupport === true,
    labelDetails: completionItem?.labelDetailsSupport === true,
    // A client that names no formats takes the protocol's default, which most render as Markdown.
    markdown: formats.length === 0 || formats.includes(MarkupKind.Markdown),
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    commands: options.commands ?? [],
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation: published?.relatedInformation === true,
    codeDescription: published?.codeDescriptionSupport === true,
    diagnosticTags: published?.tagSupport !== undefined,
    configuration: workspace?.configuration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    relativePatterns: workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
    changesFolders: workspace?.workspaceFolders === true,
    showsBuiltinDocuments: options.builtinDocuments === true,
    showsViews: options.views === true,
    tellsTensors: options.tensors === true,
    refreshes: [
      ...(workspace?.inlayHint?.refreshSupport ? ['workspace/inlayHint/refresh'] : []),
      ...(workspace?.codeLens?.refreshSupport ? ['workspace/codeLens/refresh'] : []),
      ...(workspace?.semanticTokens?.refreshSupport ? ['workspace/semanticTokens/refresh'] : []),
    ],
  };
}
