/** Finding one's way in the syntax tree around a mistake. */
import { type AstNode, AstUtils, CstUtils, GrammarUtils } from 'langium';
import type {
  Argument,
  BackboneUse,
  Call,
  CalledProperty,
  DataBlock,
  Expectation,
  ExpectBlock,
  HeadBlock,
  Knob,
  LooseProperty,
  PhaseBlock,
  Pipeline,
  Property,
  ScheduleBlock,
  SweepBlock,
} from '../../grammar/generated/ast.js';
import { blocks } from '../../schema/index.js';
import type { Stretch } from '../stretch.js';
import type { FixContext } from './fix.js';

export type Block =
  | BackboneUse
  | DataBlock
  | HeadBlock
  | ScheduleBlock
  | PhaseBlock
  | ExpectBlock
  | SweepBlock
  | Pipeline;
export type AnyProperty = Property | Expectation | Knob | LooseProperty;

const blockTypes: ReadonlySet<string> = new Set([
  'BackboneUse',
  'DataBlock',
  'HeadBlock',
  'ScheduleBlock',
  'PhaseBlock',
  'ExpectBlock',
  'SweepBlock',
  'Pipeline',
]);

export const isBlock = (node: AstNode): node is Block => blockTypes.has(node.$type);

export const isHead = (node: AstNode): node is HeadBlock => node.$type === 'HeadBlock';

export const isPhase = (node: AstNode): node is PhaseBlock => node.$type === 'PhaseBlock';

export const isAnyProperty = (node: AstNode): node is AnyProperty =>
  node.$type.endsWith('Property') || node.$type === 'Expectation' || node.$type === 'Knob';

export const isCallLike = (node: AstNode): node is Call | CalledProperty =>
  node.$type === 'Call' || node.$type === 'CalledProperty';

/** The nearest node of a kind around an offset, by default where the mistake begins. */
export function around<N extends AstNode>(
  { snapshot, start }: FixContext,
  is: (node: AstNode) => node is N,
  offset: number = start,
): N | undefined {
  const root = snapshot.document.parseResult.value.$cstNode;
  const leaf = root && CstUtils.findLeafNodeAtOffset(root, offset);
  return leaf && AstUtils.getContainerOfType(leaf.astNode, is);
}

export function spanOf(node: AstNode): Stretch | undefined {
  const cst = node.$cstNode;
  return cst && { start: cst.offset, end: cst.end };
}

export const textOf = (node: AstNode | undefined): string => node?.$cstNode?.text ?? '';

/** The spans of nodes that the parser did not make up. */
export const spansOf = (nodes: readonly AstNode[]): readonly Stretch[] =>
  nodes.flatMap((node) => spanOf(node) ?? []);

/** The name of the block in the schema table. */
export function schemaName(block: Block): string {
  const keywords: Record<Block['$type'], string> = {
    BackboneUse: 'backbone',
    DataBlock: 'data',
    HeadBlock: 'head',
    ScheduleBlock: 'schedule',
    PhaseBlock: 'phase',
    ExpectBlock: 'expect',
    SweepBlock: 'sweep',
    Pipeline: 'pipeline',
  };
  return keywords[block.$type];
}

/** Names of the properties that the block could hold, in the order of the schema table. */
export function propertyNames(block: Block): readonly string[] {
  const name = schemaName(block);
  return Object.hasOwn(blocks, name) ? Object.keys(blocks[name as keyof typeof blocks].properties) : [];
}

export function propertiesOf(block: Block): readonly AnyProperty[] {
  if (block.$type === 'HeadBlock') return block.properties;
  const expectations = block.$type === 'ExpectBlock' ? block.expectations : [];
  const knobs = block.$type === 'SweepBlock' ? block.knobs : [];
  return [...expectations, ...knobs, ...block.properties, ...block.loose];
}

export const propertyOf = (block: Block, name: string): AnyProperty | undefined =>
  propertiesOf(block).find((property) => property.name === name);

/** What stands after the property's colon, or in its brackets. */
export function valueSpan(property: AnyProperty): Stretch | undefined {
  const nodes =
    property.$type === 'FreezeProperty'
      ? [property.value]
      : property.$type === 'CalledProperty'
        ? property.args
        : property.values;
  const spans = spansOf(nodes.filter((node) => node !== undefined));
  const first = spans[0];
  const last = spans.at(-1);
  return first && last && { start: first.start, end: last.end };
}

/** The offset of the first sign or keyword of this text that belongs to the node itself. */
export function offsetOf(node: AstNode, sign: string, which: 'first' | 'last' = 'first'): number | undefined {
  const found = GrammarUtils.findNodesForKeyword(node.$cstNode, sign);
  return (which === 'first' ? found[0] : found.at(-1))?.offset;
}

/** The only pipeline around the mistake. */
export const pipelineOf = (context: FixContext): Pipeline | undefined =>
  around(context, (node): node is Pipeline => node.$type === 'Pipeline');

export type { Argument };

/** The phase of that name, where it stands in the pipeline itself. */
export const phaseIn = (node: Pipeline, name: string): PhaseBlock | undefined =>
  node.schedules.flatMap(({ phases }) => phases).find((phase) => phase.name === name);
