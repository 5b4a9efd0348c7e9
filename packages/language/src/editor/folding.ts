import { type FoldingRange, FoldingRangeKind, type FoldingRangeParams } from 'vscode-languageserver-protocol';
import type { TextFeature } from './feature.js';
import { isComment } from './tokens.js';

/** Blocks and comments of several lines. Goes by tokens, so that a broken text folds too. */
export const folding: TextFeature<FoldingRangeParams, readonly FoldingRange[]> = {
  method: 'textDocument/foldingRange',
  capabilities: { foldingRangeProvider: true },
  answer({ snapshot: { tokens, text } }) {
    const ranges: FoldingRange[] = [];
    const open: number[] = [];
    const add = (start: number, end: number, kind?: FoldingRangeKind): void => {
      const startLine = text.positionAt(start).line;
      const endLine = text.positionAt(end).line;
      if (endLine > startLine) ranges.push({ startLine, endLine, ...(kind ? { kind } : {}) });
    };
    for (const token of tokens) {
      if (token.kind === '{') open.push(token.start);
      else if (token.kind === '}') {
        const start = open.pop();
        // The line of the closing brace stays to be seen.
        if (start !== undefined)
          add(
            start,
            Math.max(text.offsetAt({ line: text.positionAt(token.start).line, character: 0 }) - 1, start),
          );
      } else if (isComment(token)) add(token.start, token.end, FoldingRangeKind.Comment);
    }
    return ranges;
  },
};
