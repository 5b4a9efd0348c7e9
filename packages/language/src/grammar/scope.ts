import {
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
import type { BuiltinBackbones } from './builtin.js';
import { BackboneUse, BlockRange, isPipeline } from './generated/ast.js';
import type { TlpServices } from './services.js';

/** The whole catalogue in scope, each backbone declared only when it is asked for. */
class BackboneScope implements Scope {
  constructor(readonly builtin: BuiltinBackbones) {}

  getElement(name: string): AstNodeDescription | undefined {
    return this.builtin.describe(name);
  }

  getElements(name: string): Stream<AstNodeDescription> {
    const element = this.getElement(name);
    return element ? stream([element]) : EMPTY_STREAM;
  }

  getAllElements(): Stream<AstNodeDescription> {
    return stream(this.builtin.names)
      .map((name) => this.builtin.describe(name))
      .nonNullable();
  }
}

/** Backbones come from the catalogue, blocks from the pipeline's backbone, the rest from where it stands. */
export class TlpScopeProvider extends DefaultScopeProvider {
  readonly #services: TlpServices;

  constructor(services: TlpServices) {
    super(services);
    this.#services = services;
  }

  override getScope(context: ReferenceInfo): Scope {
    switch (context.container.$type) {
      case BackboneUse.$type:
        return new BackboneScope(this.#services.backbones.Builtin);
      case BlockRange.$type:
        return this.#blocks(context);
      default:
        return super.getScope(context);
    }
  }

  #blocks(context: ReferenceInfo): Scope {
    const pipeline = AstUtils.getContainerOfType(context.container, isPipeline);
    const name = pipeline?.backbones[0]?.backbone?.$refText;
    const document = name === undefined ? undefined : this.#services.backbones.Builtin.document(name);
    const declared = document?.parseResult.value.backbones[0];
    if (!document || !declared) return EMPTY_SCOPE;
    return new MapScope(
      declared.blocks.map((block) => this.descriptions.createDescription(block, block.name, document)),
    );
  }
}
