/** The part of the language's reference that explains a thing. */

import { anchorOf, propertyAnchor, sectionOf } from '../../docs/anchors.js';
import { findModality } from '../../modalities/index.js';
import type { Slot, Thing } from '../locate/located.js';
import { referenceUri } from '../server/builtin.js';
import type { Part } from './text.js';

export function referenceParts(thing: Thing): readonly Part[] {
  const anchor = anchors(thing).find((each) => sectionOf(each) !== undefined);
  return anchor === undefined ? [] : [{ kind: 'link', label: 'Reference', target: referenceUri(anchor) }];
}

/** The nearest first. */
function anchors(thing: Thing): readonly string[] {
  switch (thing.kind) {
    case 'keyword':
      return [anchorOf(thing.keyword)];
    case 'backbone':
      return ['backbones'];
    case 'freeze':
    case 'block':
      return [propertyAnchor('phase', 'freeze')];
    case 'word':
      return [
        ...(thing.slot.block === 'head' ? [propertyAnchor('head', thing.name)] : []),
        ...(thing.word && hasParameters(thing.word) ? [anchorOf(thing.name)] : []),
        ...around(thing.slot),
      ];
    case 'property':
    case 'argument':
    case 'number':
    case 'text':
    case 'let_use':
      return around(thing.slot);
    default:
      return [];
  }
}

const hasParameters = ({ parameters }: { readonly parameters: object }): boolean =>
  Object.keys(parameters).length > 0;

/** A parameter is explained with its word, a value with its property. */
function around({ block, names }: Slot): readonly string[] {
  const [property] = names;
  const callee = names.at(-2);
  const member =
    block === 'head' || (block === 'data' && names[0] !== undefined && findModality(names[0]) !== undefined);
  return [
    ...(callee === undefined || (names.length === 2 && !member)
      ? []
      : [propertyAnchor(block, callee), anchorOf(callee)]),
    ...(property === undefined ? [] : [propertyAnchor(block, property)]),
    anchorOf(block),
  ];
}
