import { type FoldingRange, FoldingRangeKind, type FoldingRangeParams } from 'vscode-languageserver-protocol';
import type { TextFeature } from './feature.js';
import type { Snapshot } from './snapshot.js';
import { isComment, type SourceToken } from './tokens.js';

/** A token with the lines it stands on. */
interface Placed extends SourceToken {
  readonly first: number;
  readonly last: number;
}

/** Blocks, comments, imports and `#region`s of several lines. Goes by tokens, so that a broken text folds too. */
export const folding: TextFeature<FoldingRangeParams, readonly FoldingRange[]> = {
  method: 'textDocument/foldingRange',
  capabilities: { foldingRangeProvider: true },
  answer({ snapshot }) {
    const tokens = placed(snapshot);
    return [
      // The line of the closing brace stays to be seen.
      ...pairsOf(tokens, opensBlock, closesBlock).flatMap(([from, to]) => fold(from, to - 1)),
      ...pairsOf(tokens, opensRegion, closesRegion).flatMap(([from, to]) =>
        fold(from, to, FoldingRangeKind.Region),
      ),
      ...groups(tokens).flatMap(([from, to, kind]) => fold(from, to, kind)),
    ].sort((a, b) => a.startLine - b.startLine);
  },
};

const opensBlock = ({ kind }: SourceToken): boolean => kind === '{';
const closesBlock = ({ kind }: SourceToken): boolean => kind === '}';
const opensRegion = ({ text }: SourceToken): boolean => /^\/\/\s*#region\b/.test(text);
const closesRegion = ({ text }: SourceToken): boolean => /^\/\/\s*#endregion\b/.test(text);

const placed = ({ tokens, text }: Snapshot): readonly Placed[] =>
  tokens.map((token) => ({
    ...token,
    first: text.positionAt(token.start).line,
    last: text.positionAt(token.end).line,
  }));

const fold = (startLine: number, endLine: number, kind?: FoldingRangeKind): readonly FoldingRange[] =>
  endLine > startLine ? [{ startLine, endLine, ...(kind ? { kind } : {}) }] : [];

/** Lines of what opens and of what closes it. */
function pairsOf(
  tokens: readonly Placed[],
  opens: (token: Placed) => boolean,
  closes: (token: Placed) => boolean,
): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  const open: number[] = [];
  for (const token of tokens) {
    if (opens(token)) open.push(token.first);
    if (!closes(token)) continue;
    const first = open.pop();
    if (first !== undefined) pairs.push([first, token.first]);
  }
  return pairs;
}

/** Comments, those of one line that follow each other together, and the imports from the first to the last. */
function groups(tokens: readonly Placed[]): readonly (readonly [number, number, FoldingRangeKind])[] {
  const found: [number, number, FoldingRangeKind][] = [];
  const alone = tokens.filter(
    (token, index) => isComment(token) && tokens[index - 1]?.last !== token.first && !isRegion(token),
  );
  for (const { kind, first, last } of alone) {
    const before = found.at(-1);
    if (kind === 'SL_COMMENT' && before && before[1] === first - 1) before[1] = last;
    else found.push([first, last, FoldingRangeKind.Comment]);
  }
  const imports = tokens.filter(
    ({ kind }, index) => kind === 'import' && tokens[index + 1]?.kind === 'STRING',
  );
  const [first, last] = [imports[0], imports.at(-1)];
  return first && last ? [...found, [first.first, last.first, FoldingRangeKind.Imports]] : found;
}

const isRegion = (token: SourceToken): boolean => opensRegion(token) || closesRegion(token);
