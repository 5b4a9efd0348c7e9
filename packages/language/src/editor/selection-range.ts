import { type CstNode, isCompositeCstNode } from 'langium';
import type { SelectionRange, SelectionRangeParams } from 'vscode-languageserver-protocol';
import type { TextFeature } from './feature.js';
import type { Snapshot } from './snapshot.js';
import { rangeIn, type Stretch } from './stretch.js';
import { isText } from './tokens.js';

/** From the word under the cursor outwards: value, property, what a block holds, block, pipeline, file. */
export const selectionRange: TextFeature<SelectionRangeParams, readonly SelectionRange[]> = {
  method: 'textDocument/selectionRange',
  capabilities: { selectionRangeProvider: true },
  answer({ snapshot }, { positions }) {
    const { text } = snapshot;
    return positions.map((position) => {
      const chain = growing(stretchesAt(snapshot, text.offsetAt(position)));
      const start: SelectionRange = { range: rangeIn(text, chain.at(-1) ?? { start: 0, end: 0 }) };
      return chain
        .slice(0, -1)
        .reduceRight((parent: SelectionRange, stretch) => ({ range: rangeIn(text, stretch), parent }), start);
    });
  },
};

/** The tree knows properties and values, the tokens know words and brackets where the text is broken. */
function stretchesAt(snapshot: Snapshot, offset: number): readonly Stretch[] {
  const whole = { start: 0, end: snapshot.text.getText().length };
  const holds = ({ start, end }: Stretch): boolean => start <= offset && offset <= end;
  return [...ofTokens(snapshot), ...ofTree(snapshot, offset), whole].filter(holds);
}

function* ofTokens({ tokens, text }: Snapshot): Generator<Stretch> {
  const open: { readonly sign: string; readonly end: number; readonly start: number }[] = [];
  for (const token of tokens) {
    const { kind, start, end } = token;
    yield { start, end };
    if (isText(token) && end - start > 2) yield { start: start + 1, end: end - 1 };
    if (kind === '(' || kind === '{') open.push({ sign: kind, start, end });
    if (kind !== ')' && kind !== '}') continue;
    const sign = kind === ')' ? '(' : '{';
    const opening = open.findLastIndex((bracket) => bracket.sign === sign);
    // A round bracket never closes one that stands outside of a block.
    if (opening < 0 || (sign === '(' && opening < open.length - 1)) continue;
    const bracket = open[opening]!;
    open.length = opening;
    const inner = text.getText().slice(bracket.end, start);
    const left = inner.length - inner.trimStart().length;
    yield {
      start: bracket.end + left,
      end: Math.max(bracket.end + left, bracket.end + inner.trimEnd().length),
    };
    yield { start: bracket.start, end };
  }
}

function* ofTree({ document }: Snapshot, offset: number): Generator<Stretch> {
  let at: CstNode | undefined = document.parseResult.value.$cstNode;
  while (at) {
    if (at.end > at.offset) yield { start: at.offset, end: at.end };
    at = isCompositeCstNode(at)
      ? at.content.find((child) => !child.hidden && child.offset <= offset && offset <= child.end)
      : undefined;
  }
}

/** From small to large, each within the next; what only overlaps is left out. */
function growing(stretches: readonly Stretch[]): readonly Stretch[] {
  const bySize = stretches.toSorted((a, b) => a.end - a.start - (b.end - b.start));
  const chain: Stretch[] = [];
  for (const stretch of bySize) {
    const last = chain.at(-1);
    const larger = last && stretch.end - stretch.start > last.end - last.start;
    if (!last || (larger && stretch.start <= last.start && stretch.end >= last.end)) chain.push(stretch);
  }
  return chain;
}
