import { type AstNode, AstUtils, GrammarUtils } from 'langium';
import type { Range } from '../diagnostic.js';
import { rangeOf } from '../grammar/range-of.js';
import type { Place } from '../schema/value.js';
import { sourceOf } from './source.js';

/** Where a node stands, or the nearest node around it that stands somewhere. */
export function placeOf(node: AstNode): Place {
  for (let at: AstNode | undefined = node; at; at = at.$container) {
    const range = rangeOf(at.$cstNode);
    if (range) return inFileOf(node, range);
  }
  return {};
}

/** Where a part of a node stands, such as its `name`, or else the node. */
export function placeOfPart(node: AstNode, part: string): Place {
  const range = rangeOf(GrammarUtils.findNodeForProperty(node.$cstNode, part));
  return range ? inFileOf(node, range) : placeOf(node);
}

/** Where a keyword of a node stands, so that a message about the whole does not underline the whole. */
export function placeOfKeyword(node: AstNode, keyword: string): Place {
  const range = rangeOf(GrammarUtils.findNodeForKeyword(node.$cstNode, keyword));
  return range ? inFileOf(node, range) : placeOf(node);
}

function inFileOf(node: AstNode, range: Range): Place {
  const document = AstUtils.findRootNode(node).$document;
  return document ? { range, file: sourceOf(document).file } : { range };
}
