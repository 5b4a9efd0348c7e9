/** Which pipeline of a text a request means. */
import type { Pipeline as PipelineNode } from '../../../grammar/generated/ast.js';
import type { Draft } from '../../../resolve/draft.js';
import type { Snapshot } from '../../snapshot.js';
import type { PipelineParams } from '../requests.js';

export interface Chosen {
  readonly node: PipelineNode;
  readonly draft: Draft;
}

/** Only pipelines whose backbone is known have a draft to show. */
export function chosen(snapshot: Snapshot, { pipeline, line }: PipelineParams): Chosen | undefined {
  const drafts = [...snapshot.analysis.drafts].map(([node, draft]) => ({ node, draft }));
  if (pipeline !== undefined) return drafts.find(({ node }) => node.name === pipeline);
  const around = line === undefined ? undefined : drafts.find(({ node }) => holdsLine(node, line));
  return around ?? drafts[0];
}

export const chosenDraft = (snapshot: Snapshot, params: PipelineParams): Draft | undefined =>
  chosen(snapshot, params)?.draft;

export function linesOf({
  $cstNode,
}: PipelineNode): { readonly start: number; readonly end: number } | undefined {
  return $cstNode && { start: $cstNode.range.start.line, end: $cstNode.range.end.line };
}

function holdsLine(node: PipelineNode, line: number): boolean {
  const lines = linesOf(node);
  return lines !== undefined && lines.start <= line && line <= lines.end;
}
