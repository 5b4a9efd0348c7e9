/** The value that is in force and where it comes from. */
import { type AstNode, AstUtils } from 'langium';
import { isCall, isLet } from '../../grammar/generated/ast.js';
import { isSound } from '../../plan/draft-facts.js';
import { explainPipeline } from '../../plan/explain.js';
import type { Draft } from '../../resolve/draft.js';
import type { Origin } from '../../resolve/pipeline.js';
import type { Snapshot } from '../snapshot.js';
import type { Fact } from './text.js';

/** Said where it can't be read off the property itself. */
export function inForce(draft: Draft, path: string, node: AstNode, snapshot: Snapshot): Fact | undefined {
  if (!isSound(draft, path)) return undefined;
  const value = explainPipeline(draft.pipeline).find((entry) => entry.path === path);
  if (!value) return undefined;
  const { origin } = value;
  const here = origin.kind === 'file' && origin.file === snapshot.file;
  if (here && !AstUtils.streamAst(node).some(readsName)) return undefined;
  const from = originText(origin, snapshot);
  return ['Value in effect', `\`${value.value}\`${from ? `, ${from}` : ''}`];
}

/** The value stands elsewhere: in a `let` or the environment. */
const readsName = (node: AstNode): boolean =>
  isCall(node) && (node.called ? node.word?.$refText === 'env' : isLet(node.word?.ref));

export function originText(origin: Origin, snapshot: Snapshot): string {
  switch (origin.kind) {
    case 'file':
      return origin.file === snapshot.file
        ? ''
        : `from ${origin.file.split(/[\\/]/).at(-1)}, line ${origin.range.line}`;
    case 'default':
      return 'the default';
    case 'set':
      return `from \`--set ${origin.text}\``;
    case 'env':
      return `from the variable \`${origin.variable}\``;
  }
}
