import type { AstNode } from 'langium';

/** What a comment (two stars at its start) says that stands right before a node; empty where there is none. */
export function docComment({ $cstNode: cst }: AstNode): string {
  if (!cst) return '';
  const before = cst.root.fullText.slice(0, cst.offset);
  const comment = /\/\*\*(?!\/)((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(before)?.[1] ?? '';
  return comment
    .split('\n')
    .map((line) => line.trim().replace(/^\* ?/, ''))
    .join('\n')
    .trim();
}
