import { type AstNode, AstUtils, type CstNode, CstUtils, GrammarAST, type LeafCstNode } from 'langium';
import type { Snapshot } from '../snapshot.js';

export interface Leaf {
  readonly cst: LeafCstNode;
  /** The node of the tree that the token belongs to. */
  readonly node: AstNode;
  /** The node's field that the token fills: `name`; absent for keywords and signs. */
  readonly field?: string;
}

/** The token at an offset, or the word that ends there. Comments are none. */
export function leafAt(snapshot: Snapshot, offset: number): Leaf | undefined {
  const tree = snapshot.document.parseResult.value;
  const root = tree.$cstNode;
  if (!root) return undefined;
  const at = CstUtils.findLeafNodeAtOffset(root, offset);
  const before = offset > 0 && !isWordLike(at) ? CstUtils.findLeafNodeAtOffset(root, offset - 1) : undefined;
  const cst = isWordLike(before) && before!.end >= offset ? before : at;
  if (!cst || cst.hidden || offset < cst.offset || offset > cst.end) return undefined;
  const node = ownerOf(cst);
  // Recovery also leaves nodes behind that are in no tree: what they name can't be told.
  if (!node || AstUtils.findRootNode(node) !== tree) return undefined;
  const field = fieldOf(cst, node);
  return { cst, node, ...(field === undefined ? {} : { field }) };
}

const isWordLike = (leaf: LeafCstNode | undefined): boolean =>
  leaf !== undefined && !leaf.hidden && /[\w"%\u00c0-\uffff]/.test(leaf.text.slice(-1));

/** Langium throws where recovery left a token without a node. */
function ownerOf(cst: LeafCstNode): AstNode | undefined {
  try {
    return cst.astNode;
  } catch {
    return undefined;
  }
}

/** Rules that give plain texts (`Name`) make several levels of the concrete tree for one token. */
function fieldOf(leaf: LeafCstNode, node: AstNode): string | undefined {
  for (let at: CstNode | undefined = leaf; at && at !== node.$cstNode; at = at.container) {
    for (let part: AstNode | undefined = at.grammarSource; part; part = part.$container) {
      if (GrammarAST.isAssignment(part)) return part.feature;
    }
  }
  return undefined;
}
