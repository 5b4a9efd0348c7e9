import {
  type AstNode,
  type AstNodeDescription,
  AstUtils,
  DefaultScopeProvider,
  EMPTY_SCOPE,
  EMPTY_STREAM,
  MapScope,
  type ReferenceInfo,
  type Scope,
  type Stream,
  stream,
} from 'langium';
import { lineOf } from '../resolve/line.js';
import { letsNamed, parentNames, parentsNamed, visibleLets } from '../resolve/visible.js';
import { backboneKey } from './backbone-of.js';
import { BackboneUse, BlockRange, Call, isPipeline, Pipeline } from './generated/ast.js';
import type { TlpServices } from './services.js';

/** Names that are looked up only when they are asked for. */
class LazyScope implements Scope {
  constructor(
    readonly find: (name: string) => AstNodeDescription | undefined,
    readonly names: () => readonly string[],
  ) {}

  getElement(name: string): AstNodeDescription | undefined {
    return this.find(name);
  }

  getElements(name: string): Stream<AstNodeDescription> {
    const element = this.find(name);
    return element ? stream([element]) : EMPTY_STREAM;
  }

  getAllElements(): Stream<AstNodeDescription> {
    return stream(this.names())
      .map((name) => this.find(name))
      .nonNullable();
  }
}

/**
 * Backbones come from the catalogue, blocks from the pipeline's backbone, pipelines and `let`s from where a name
 * stands and from the imported files. Nothing needs a document builder, so every parsed text is linked.
 */
export class TlpScopeProvider extends DefaultScopeProvider {
  readonly #services: TlpServices;

  constructor(services: TlpServices) {
    super(services);
    this.#services = services;
  }

  override getScope({ container }: ReferenceInfo): Scope {
    const { Builtin } = this.#services.backbones;
    switch (container.$type) {
      case BackboneUse.$type:
        return new LazyScope(
          (name) => Builtin.describe(name),
          () => Builtin.names,
        );
      case BlockRange.$type:
        return this.#blocks(container);
      case Pipeline.$type:
        return this.#parents(container as Pipeline);
      case Call.$type:
        return this.#lets(container);
      default:
        return EMPTY_SCOPE;
    }
  }

  #parents(pipeline: Pipeline): Scope {
    return new LazyScope(
      (name) => this.#describe(parentsNamed(name, pipeline)[0], name),
      () => parentNames(pipeline),
    );
  }

  #lets(node: AstNode): Scope {
    return new LazyScope(
      (name) => this.#describe(letsNamed(name, node)[0], name),
      () => [...new Set(visibleLets(node).flatMap(({ name }) => name ?? []))],
    );
  }

  #describe(node: AstNode | undefined, name: string): AstNodeDescription | undefined {
    return node && this.descriptions.createDescription(node, name, AstUtils.getDocument(node));
  }

  #blocks(node: AstNode): Scope {
    const pipeline = AstUtils.getContainerOfType(node, isPipeline);
    const uses = pipeline ? lineOf(pipeline).pipelines.flatMap((member) => member.backbones) : [];
    const { Builtin } = this.#services.backbones;
    const named = uses.find((use) => use.model ?? use.backbone?.$refText);
    const name = named && backboneKey(named, Builtin);
    const document = name === undefined ? undefined : Builtin.document(name);
    const declared = document?.parseResult.value.backbones[0];
    if (!document || !declared) return EMPTY_SCOPE;
    return new MapScope(
      declared.blocks.map((block) => this.descriptions.createDescription(block, block.name, document)),
    );
  }
}
