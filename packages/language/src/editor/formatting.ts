import type { DocumentFormattingParams, TextEdit } from 'vscode-languageserver-protocol';
import { layoutEdits } from '../format/target.js';
import type { TextFeature } from './feature.js';

/** The whole text. Where it is broken, lines are indented and nothing more. */
export const formatting: TextFeature<DocumentFormattingParams, readonly TextEdit[]> = {
  method: 'textDocument/formatting',
  capabilities: { documentFormattingProvider: true },
  answer: ({ snapshot }, { options }) => layoutEdits(snapshot, options),
};
