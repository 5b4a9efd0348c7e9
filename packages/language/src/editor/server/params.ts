/** Whether a request carries what its method says that it must. */
import { Position, Range, TextDocumentIdentifier } from 'vscode-languageserver-protocol';
import { isRecord } from '../../record.js';

type Fields = Readonly<Record<string, (value: unknown) => boolean>>;

const isText = (value: unknown): value is string => typeof value === 'string';

const atPosition: Fields = { position: Position.is };
const ofRange: Fields = { range: Range.is };

/** Beyond the text that it is about. */
const needed: Readonly<Record<string, Fields>> = {
  initialize: { capabilities: isRecord },
  'textDocument/codeAction': {
    ...ofRange,
    context: (value) => isRecord(value) && Array.isArray(value.diagnostics),
  },
  'textDocument/completion': atPosition,
  'textDocument/declaration': atPosition,
  'textDocument/definition': atPosition,
  'textDocument/documentHighlight': atPosition,
  'textDocument/hover': atPosition,
  'textDocument/implementation': atPosition,
  'textDocument/inlayHint': ofRange,
  'textDocument/onTypeFormatting': { ...atPosition, ch: isText },
  'textDocument/prepareRename': atPosition,
  'textDocument/rangeFormatting': ofRange,
  'textDocument/references': { ...atPosition, context: isRecord },
  'textDocument/rename': { ...atPosition, newName: isText },
  'textDocument/selectionRange': {
    positions: (value) => Array.isArray(value) && value.every((one) => Position.is(one)),
  },
  'textDocument/semanticTokens/range': ofRange,
  'textDocument/signatureHelp': atPosition,
  'textDocument/typeDefinition': atPosition,
  'tlp/moveFreezeCut': { phase: isText, after: (value) => value === null || isText(value) },
  'workspace/diagnostic': { previousResultIds: Array.isArray },
  'workspace/symbol': { query: isText },
  'workspace/willRenameFiles': {
    files: (value) =>
      Array.isArray(value) && value.every((one) => isRecord(one) && isText(one.oldUri) && isText(one.newUri)),
  },
};

/** What is wrong with the parameters of a request, as a sentence; undefined where nothing is. */
export function malformed(method: string, params: unknown): string | undefined {
  const fields: Fields = {
    ...(method.startsWith('textDocument/') ? { textDocument: TextDocumentIdentifier.is } : {}),
    ...(method.startsWith('tlp/') ? { uri: isText } : {}),
    ...(Object.hasOwn(needed, method) ? needed[method] : {}),
  };
  const given = isRecord(params) ? params : {};
  const wrong = Object.keys(fields).find((field) => !fields[field]!(given[field]));
  if (wrong === undefined) return undefined;
  return `${method}: \`${wrong}\` is ${given[wrong] === undefined ? 'missing' : 'not what it must be'}.`;
}
