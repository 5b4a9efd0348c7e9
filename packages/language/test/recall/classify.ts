/** The tokens of a sound text by what they are, from its syntax tree: not from what completion goes by. */

import type { Snapshot } from '@tlp/language/editor/snapshot.js';
import { isComment, type SourceToken } from '@tlp/language/editor/tokens.js';
import { type Call, isCall, isLabelledProperty, isPipeline } from '@tlp/language/grammar/generated/ast.js';
import { AstUtils, CstUtils, GrammarUtils } from 'langium';

/** `other` are names that are declared, numbers and texts, `sign` is what is no word. */
export type TokenClass = 'keyword' | 'name' | 'reference' | 'value' | 'other' | 'sign';

const declaring: ReadonlySet<string> = new Set(['Pipeline.name', 'PhaseBlock.name', 'Let.name']);
const named: ReadonlySet<string> = new Set([
  'FreezeProperty.name',
  'LabelledProperty.name',
  'CalledProperty.name',
  'Argument.name',
  'Expectation.name',
]);
const referring: ReadonlySet<string> = new Set([
  'BackboneUse.backbone',
  'BlockRange.from',
  'BlockRange.to',
  'Pipeline.parent',
]);

export function classify(snapshot: Snapshot): readonly (readonly [SourceToken, TokenClass])[] {
  const root = snapshot.document.parseResult.value.$cstNode;
  if (!root) throw new Error(`${snapshot.uri} has no syntax tree`);
  return snapshot.tokens
    .filter((token) => !isComment(token))
    .map((token) => {
      if (!/^[\w"-]/.test(token.text)) return [token, 'sign'];
      const leaf = CstUtils.findLeafNodeAtOffset(root, token.start);
      if (!leaf) throw new Error(`${token.text} stands in no node`);
      const place = `${leaf.astNode.$type}.${GrammarUtils.findAssignment(leaf)?.feature}`;
      if (token.kind === 'NUMBER' || token.kind === 'STRING' || declaring.has(place)) return [token, 'other'];
      if (named.has(place)) return [token, 'name'];
      if (referring.has(place)) return [token, 'reference'];
      if (isCall(leaf.astNode) && endsUnknown(leaf.astNode, snapshot)) return [token, 'other'];
      if (isCall(leaf.astNode)) return [token, leaf.astNode.word?.ref ? 'reference' : 'value'];
      return [token, 'keyword'];
    });
}

/** Whether it is a block of a network that is not there: `until: layer4` of one that an environment variable names. */
function endsUnknown(call: Call, { analysis }: Snapshot): boolean {
  const property = call.$container;
  if (!isLabelledProperty(property) || property.name !== 'until') return false;
  const pipeline = AstUtils.getContainerOfType(call, isPipeline);
  return pipeline === undefined || !analysis.drafts.has(pipeline);
}
