import type { DocumentRangeFormattingParams, TextEdit } from 'vscode-languageserver-protocol';
import { layoutEdits } from '../format/target.js';
import type { TextFeature } from './feature.js';

/** Only the lines of the range. A range that ends where a line begins leaves that line alone. */
export const rangeFormatting: TextFeature<DocumentRangeFormattingParams, readonly TextEdit[]> = {
  method: 'textDocument/rangeFormatting',
  capabilities: { documentRangeFormattingProvider: true },
  answer({ snapshot }, { options, range: { start, end } }) {
    const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
    return layoutEdits(snapshot, options, { first: start.line, last });
  },
};
