/** For tests: how much of a sound syntax tree is still there after the text was damaged. */
import { type AstNode, AstUtils, GrammarUtils } from 'langium';
import type { Damage } from './damage.js';

export interface Kept {
  /** Nodes that the damage did not remove itself. */
  readonly expected: number;
  readonly kept: number;
  readonly lost: readonly AstNode[];
}

/**
 * A node is expected to survive where its first character is still there. It has survived where a node of its type
 * begins at the same character, within containers of the same types and names, and has the same text. Names and texts
 * that the damage touched can't be the same and are not compared; types are, even of a container whose head is gone.
 */
export function astKept(sound: AstNode, damaged: AstNode, damage: Damage): Kept {
  const found = new Map<string, AstNode[]>();
  for (const node of AstUtils.streamAst(damaged)) {
    const offset = node.$cstNode?.offset;
    if (offset === undefined) continue;
    const key = `${node.$type}@${offset}`;
    found.set(key, [...(found.get(key) ?? []), node]);
  }
  const removed = damage.end - damage.start;
  let expected = 0;
  const lost: AstNode[] = [];
  for (const node of AstUtils.streamContents(sound).flatMap((top) => AstUtils.streamAst(top))) {
    const offset = node.$cstNode?.offset;
    if (offset === undefined || (offset >= damage.start && offset < damage.end)) continue;
    expected++;
    const at = offset < damage.start ? offset : offset - removed;
    const candidates = found.get(`${node.$type}@${at}`) ?? [];
    if (!candidates.some((candidate) => isSame(node, candidate, damage))) lost.push(node);
  }
  return { expected, kept: expected - lost.length, lost };
}

function isSame(node: AstNode, candidate: AstNode, damage: Damage): boolean {
  const { $cstNode: cst } = node;
  if (cst && !touches(damage, cst.offset, cst.end) && cst.text !== candidate.$cstNode?.text) return false;
  for (let a: AstNode | undefined = node, b: AstNode | undefined = candidate; a || b; ) {
    if (a?.$type !== b?.$type) return false;
    if (a && b && !nameTouched(a, damage) && nameOf(a) !== nameOf(b)) return false;
    a = a?.$container;
    b = b?.$container;
  }
  return true;
}

const nameOf = (node: AstNode): unknown => ('name' in node ? node.name : undefined);

function nameTouched(node: AstNode, damage: Damage): boolean {
  const name = GrammarUtils.findNodeForProperty(node.$cstNode, 'name');
  return name !== undefined && touches(damage, name.offset, name.end);
}

/** Also where the damage is next to it: what is left of a word is another word. */
const touches = (damage: Damage, start: number, end: number): boolean =>
  damage.start <= end && damage.end >= start;
