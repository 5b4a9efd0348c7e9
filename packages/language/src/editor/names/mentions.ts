/** Every place of a text that names something which stands elsewhere, or which others may name. */
import { type AstNode, AstUtils, type CstNode, GrammarUtils, type Reference } from 'langium';
import {
  type BlockDeclaration,
  isPipeline,
  type Let,
  type Pipeline,
  type TlpAstType,
} from '../../grammar/generated/ast.js';
import { lineOf } from '../../resolve/line.js';
import type { Snapshot } from '../snapshot.js';
import { besideUri } from '../uris.js';
import type { Workspace } from '../workspace.js';
import type { Entity, Mention } from './entity.js';

type TlpNode = TlpAstType[keyof TlpAstType];

/** A snapshot gives way to a new one when a text that it imports changes, so what was found stays right. */
const found = new WeakMap<Snapshot, readonly Mention[]>();

/** In the order of the tree. */
export function mentionsOf(uri: string, workspace: Workspace): readonly Mention[] {
  const snapshot = workspace.snapshot(uri);
  if (!snapshot) return [];
  const known = found.get(snapshot);
  if (known) return known;
  const mentions = AstUtils.streamAst(snapshot.document.parseResult.value).flatMap(mentionsIn).toArray();
  found.set(snapshot, mentions);
  return mentions;
}

function mentionsIn(astNode: AstNode): readonly Mention[] {
  const node = astNode as TlpNode;
  switch (node.$type) {
    case 'Import': {
      const path = GrammarUtils.findNodeForProperty(node.$cstNode, 'path');
      return node.path ? reads({ kind: 'file', uri: besideUri(uriOf(node), node.path) }, path) : [];
    }
    case 'Pipeline': {
      const parent = node.parent?.ref;
      return [
        ...(node.name ? declares(pipelineEntity(node), node) : []),
        ...(parent ? reads(pipelineEntity(parent), node.parent?.$refNode) : []),
      ];
    }
    case 'PhaseBlock': {
      const pipeline = AstUtils.getContainerOfType(node, isPipeline);
      return node.name && pipeline ? declares(phaseEntity(node.name, pipeline), node) : [];
    }
    case 'Let':
      return node.name ? declares(letEntity(node), node) : [];
    case 'Call': {
      const definition = node.called ? undefined : node.word?.ref;
      return definition ? readsLet(definition, node.word.$refNode) : [];
    }
    case 'BackboneUse': {
      const name = node.backbone?.ref?.name;
      return name ? reads({ kind: 'backbone', name }, node.backbone?.$refNode) : [];
    }
    case 'BlockRange':
      return [node.from, node.to].flatMap(blockMention);
    case 'BackboneDeclaration':
      return node.name ? declares({ kind: 'backbone', name: node.name }, node) : [];
    case 'BlockDeclaration': {
      const { name, $container } = node;
      return name ? declares({ kind: 'block', backbone: $container.name, name }, node) : [];
    }
    default:
      return [];
  }
}

const uriOf = (node: AstNode): string => AstUtils.getDocument(node).uri.toString();

const pipelineEntity = (pipeline: Pipeline): Entity => ({
  kind: 'pipeline',
  uri: uriOf(pipeline),
  name: pipeline.name ?? '',
});

/** A `let` that a pipeline sets anew for one it extends is that one's: they share their name. */
function letEntity({ name, $container }: Let): Entity {
  if (!isPipeline($container)) return { kind: 'let', uri: uriOf($container), name };
  const sets = ({ lets }: Pipeline): boolean => lets.some((other) => other.name === name);
  const owner = lineOf($container).pipelines.findLast(sets) ?? $container;
  return { kind: 'let', uri: uriOf(owner), pipeline: indexOf(owner), name };
}

function readsLet(definition: Let, cst: CstNode | undefined): readonly Mention[] {
  const start = GrammarUtils.findNodeForProperty(definition.$cstNode, 'name')?.offset;
  const declaration = start === undefined ? {} : { declaration: { uri: uriOf(definition), start } };
  return reads(letEntity(definition), cst).map((mention) => ({ ...mention, ...declaration }));
}

/** A phase that a pipeline takes over from one it extends, and changes, is that one's: they share their name. */
function phaseEntity(name: string, pipeline: Pipeline): Entity {
  const owner =
    lineOf(pipeline).pipelines.findLast((member) =>
      member.schedules.some(({ phases }) => phases.some((phase) => phase.name === name)),
    ) ?? pipeline;
  return { kind: 'phase', uri: uriOf(owner), pipeline: indexOf(owner), name };
}

const indexOf = (pipeline: Pipeline): number => pipeline.$container.pipelines.indexOf(pipeline);

function blockMention(reference: Reference<BlockDeclaration> | undefined): readonly Mention[] {
  const block = reference?.ref;
  if (!block) return [];
  return reads({ kind: 'block', backbone: block.$container.name, name: block.name }, reference?.$refNode);
}

/** Nothing where the parser made the place up. */
function reads(entity: Entity, cst: CstNode | undefined): readonly Mention[] {
  if (!cst || !(cst.end > cst.offset)) return [];
  return [{ entity, start: cst.offset, end: cst.end, declares: false }];
}

function declares(entity: Entity, node: AstNode): readonly Mention[] {
  const [mention] = reads(entity, GrammarUtils.findNodeForProperty(node.$cstNode, 'name'));
  if (!mention) return [];
  const { offset = mention.start, end = mention.end } = node.$cstNode ?? {};
  return [{ ...mention, declares: true, whole: { start: offset, end } }];
}
