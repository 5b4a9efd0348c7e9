import {
  type AstNodeDescription,
  DocumentState,
  type LangiumCoreServices,
  type LangiumDocument,
  URI,
} from 'langium';
import { buildBackbone } from '../backbones/build.js';
import type { Backbone } from '../backbones/card.js';
import type { Graph } from '../graph/types.js';
import { counted } from '../quantities.js';
import { type Document, isBackboneDeclaration } from './generated/ast.js';

/**
 * The backbones as declarations that a pipeline's names refer to. Each stands in a built-in document of its own
 * that is generated when it is first asked for, so that a large catalogue costs nothing at the start.
 */
export class BuiltinBackbones {
  readonly #services: LangiumCoreServices;
  readonly #graphs = new Map<string, Graph>();

  constructor(
    readonly catalogue: readonly Backbone[],
    services: LangiumCoreServices,
  ) {
    this.#services = services;
  }

  get names(): readonly string[] {
    return this.catalogue.map((backbone) => backbone.name);
  }

  find(name: string): Backbone | undefined {
    return this.catalogue.find((backbone) => backbone.name === name);
  }

  /** The graph of a backbone at an input size, built once. */
  graph(backbone: Backbone, size: number = backbone.inputSize.native): Graph {
    const key = `${backbone.name}@${size}`;
    let graph = this.#graphs.get(key);
    if (!graph) {
      graph = buildBackbone(backbone, size);
      this.#graphs.set(key, graph);
    }
    return graph;
  }

  /** The declaration of a backbone of the catalogue. */
  describe(name: string): AstNodeDescription | undefined {
    const document = this.document(name);
    const declaration = document?.parseResult.value.backbones.find(isBackboneDeclaration);
    if (!document || !declaration) return undefined;
    return this.#services.workspace.AstNodeDescriptionProvider.createDescription(declaration, name, document);
  }

  document(name: string): LangiumDocument<Document> | undefined {
    const backbone = this.find(name);
    if (!backbone) return undefined;
    const { LangiumDocuments, LangiumDocumentFactory } = this.#services.shared.workspace;
    const uri = URI.parse(`builtin:///backbones/${name}.tlp`);
    const known = LangiumDocuments.getDocument(uri);
    if (known) return known as LangiumDocument<Document>;
    const document = LangiumDocumentFactory.fromString<Document>(this.#declare(backbone), uri);
    // Nothing in it refers to anything, so there is nothing for the document builder to do.
    document.state = DocumentState.Validated;
    LangiumDocuments.addDocument(document);
    return document;
  }

  #declare(backbone: Backbone): string {
    const { native, minimum } = backbone.inputSize;
    const blocks = this.graph(backbone).blocks.map(
      ({ name, layers }) => `  /** ${counted(layers.length, 'layer')}. */\n  block ${name}\n`,
    );
    const doc = `/**\n * ${backbone.title}: ${backbone.paper}\n * Input: ${native}px, at least ${minimum}px.\n */`;
    return `${doc}\ndeclare backbone ${backbone.name} {\n${blocks.join('')}}\n`;
  }
}
