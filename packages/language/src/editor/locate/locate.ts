/** From an offset of a text to what stands there. Whatever the text, it never throws. */
import { AstUtils } from 'langium';
import { backboneKey } from '../../grammar/backbone-of.js';
import {
  type Call,
  isBackboneUse,
  isFreeze,
  isLet,
  isPipeline,
  isScheduleBlock,
  type TlpAstType,
} from '../../grammar/generated/ast.js';
import { blocks } from '../../schema/index.js';
import type { BlockSpec } from '../../schema/types.js';
import type { Snapshot } from '../snapshot.js';
import { type Leaf, leafAt } from './leaf.js';
import type { Located, Thing } from './located.js';
import { pathOfPhase, slotOf, slotOfArgument, slotOfProperty, wordIn } from './slot.js';

type TlpNode = TlpAstType[keyof TlpAstType];

export function locate(snapshot: Snapshot, offset: number): Located | undefined {
  const leaf = leafAt(snapshot, offset);
  const thing = leaf && thingAt(leaf, snapshot);
  if (!leaf || !thing) return undefined;
  const pipeline = AstUtils.getContainerOfType(leaf.node, isPipeline);
  const draft = pipeline && snapshot.analysis.drafts.get(pipeline);
  return {
    start: leaf.cst.offset,
    end: leaf.cst.end,
    thing,
    node: leaf.node,
    ...(pipeline ? { pipeline } : {}),
    ...(draft ? { draft } : {}),
  };
}

function thingAt(leaf: Leaf, snapshot: Snapshot): Thing | undefined {
  const { field } = leaf;
  const node = leaf.node as TlpNode;
  const { text } = leaf.cst;
  const { Builtin } = snapshot.services.backbones;
  switch (node.$type) {
    case 'Import':
      return field === 'path' ? { kind: 'import', path: node.path ?? '' } : keyword(text);
    case 'Pipeline':
      if (field === 'name') return { kind: 'pipeline', pipeline: node };
      if (field === 'parent') return parentOf(node.parent, text);
      if (field === 'description') return { kind: 'description', pipeline: node };
      return keyword(text);
    case 'Let':
      return field === 'name' ? { kind: 'let', definition: node } : keyword(text);
    case 'BackboneUse': {
      if (field !== 'backbone') return keyword(text, blocks.backbone);
      // That of the pipeline ends in what it keeps of the published classifier.
      const pipeline = AstUtils.getContainerOfType(node, isPipeline);
      const chosen = pipeline && snapshot.analysis.drafts.get(pipeline)?.backbone;
      const card = chosen?.name === text ? chosen : Builtin.find(text);
      return { kind: 'backbone', name: text, use: node, ...(card ? { card } : {}) };
    }
    case 'BackboneDeclaration': {
      const card = Builtin.find(node.name ?? '');
      return field === 'name' && card ? { kind: 'backbone', name: text, card } : undefined;
    }
    case 'BlockDeclaration': {
      const card = Builtin.find(node.$container?.name ?? '');
      return field === 'name' && card ? { kind: 'block', name: text, card } : undefined;
    }
    case 'DataBlock':
      return keyword(text, blocks.data);
    case 'ScheduleBlock':
      return keyword(text, blocks.schedule);
    case 'ExpectBlock':
      return keyword(text, blocks.expect);
    case 'HeadBlock':
      return keyword(text);
    case 'PhaseBlock': {
      const sits = isScheduleBlock(node.$container);
      if (field === 'name' && sits) return { kind: 'phase', phase: node, path: pathOfPhase(node) };
      return keyword(text, blocks.phase);
    }
    case 'Freeze':
      return isSign(text) ? undefined : { kind: 'freeze', freeze: node };
    case 'FirstLayers':
      return isSign(text) ? undefined : { kind: 'freeze', freeze: node.$container, item: node };
    case 'BlockRange': {
      if (field !== 'from' && field !== 'to') {
        return isFreeze(node.$container)
          ? { kind: 'freeze', freeze: node.$container, item: node }
          : undefined;
      }
      const pipeline = AstUtils.getContainerOfType(node, isPipeline);
      const draft = pipeline && snapshot.analysis.drafts.get(pipeline);
      const use = pipeline?.backbones[0];
      const card = draft?.backbone ?? Builtin.find((use && backboneKey(use, Builtin)) ?? '');
      return { kind: 'block', name: text, range: node, ...(card ? { card } : {}) };
    }
    case 'FreezeProperty':
    case 'LabelledProperty':
    case 'LooseProperty':
    case 'CalledProperty':
    case 'Expectation':
      return field === 'name' ? property(node) : undefined;
    case 'Argument':
      return field === 'name' ? argument(node) : undefined;
    case 'Call': {
      const use = node.$container;
      if (field === 'word' && isBackboneUse(use)) {
        const key = backboneKey(use, Builtin);
        const card = key === undefined ? undefined : Builtin.find(key);
        if (card) return { kind: 'backbone', name: text, use, card };
      }
      if (field !== 'word') return undefined;
      if (slotOf(node).spec !== blocks.backbone.properties.until) return word(node, text);
      const pipeline = AstUtils.getContainerOfType(node, isPipeline);
      const card = pipeline && snapshot.analysis.drafts.get(pipeline)?.backbone;
      return { kind: 'block', name: text, ...(card ? { card } : {}) };
    }
    case 'NumberValue':
      return { kind: 'number', text, slot: slotOf(node) };
    case 'StringValue':
      return { kind: 'text', text: node.value ?? node.bad ?? '', slot: slotOf(node) };
    default:
      return undefined;
  }
}

const isSign = (text: string): boolean => /^[^\w]+$/.test(text) && text !== '..';

function keyword(text: string, block?: BlockSpec): Thing | undefined {
  if (!/^\w+$/.test(text)) return undefined;
  return { kind: 'keyword', keyword: text, ...(block ? { block } : {}) };
}

function parentOf(reference: { readonly ref?: unknown } | undefined, name: string): Thing {
  const parent = reference?.ref;
  return { kind: 'parent', name, ...(isPipeline(parent) ? { parent } : {}) };
}

function property(
  node: TlpAstType['Property'] | TlpAstType['Expectation'] | TlpAstType['LooseProperty'],
): Thing {
  const slot = slotOfProperty(node);
  const parameters = slot.spec?.type.parameters;
  return { kind: 'property', name: node.name, slot, ...(parameters ? { parameters } : {}) };
}

function argument(node: TlpAstType['Argument']): Thing | undefined {
  const call = node.$container as TlpNode;
  const callee =
    call.$type === 'Call' ? call.word?.$refText : call.$type === 'CalledProperty' ? call.name : undefined;
  if (callee === undefined || node.name === undefined) return undefined;
  return { kind: 'argument', callee, name: node.name, slot: slotOfArgument(node) };
}

/** A `let` comes before a word of the same name, as it does for the resolver. */
function word(call: Call, name: string): Thing {
  const slot = slotOf(call);
  const definition = call.called ? undefined : call.word?.ref;
  if (isLet(definition)) return { kind: 'let_use', definition, slot };
  if (name === 'env' && call.called) return { kind: 'env', slot, call };
  const known = wordIn(slot, name);
  return { kind: 'word', name, slot, call, ...(known ? { word: known } : {}) };
}
