import {
  type AstNodeDescription,
  DocumentState,
  type LangiumCoreServices,
  type LangiumDocument,
  URI,
} from 'langium';
import { buildBackbone } from '../backbones/build.js';
import type { Backbone } from '../backbones/card.js';
import type { SourceFiles } from '../files.js';
import type { Graph } from '../graph/types.js';
import { modelStamp, type OpenedModel, openModel } from '../import/open.js';
import { counted } from '../quantities.js';
import { fileName } from '../resolve/paths.js';
import type { ModelFile } from '../schema/models.js';
import { type Document, isBackboneDeclaration } from './generated/ast.js';

/** The name that the network in a file is declared by: its file's and a number that tells paths, revisions and ways to read it apart. */
export function modelKey({ format, path, ...others }: ModelFile): string {
  let hash = 0x811c9dc5;
  // FNV-1a, 32 bits.
  for (const char of `${path}${JSON.stringify(others)}`)
    hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193) >>> 0;
  const name = fileName(path).replaceAll(/[^A-Za-z0-9]+/g, '_');
  return `${format}_${name}_${hash.toString(16).padStart(8, '0')}`;
}

const uriOf = (name: string): URI => URI.parse(`builtin:///backbones/${name}.tlp`);

/**
 * The backbones as declarations that a pipeline's names refer to. Each stands in a built-in document of its own
 * that is generated when it is first asked for, so that a large catalogue costs nothing at the start.
 */
export class BuiltinBackbones {
  readonly #services: LangiumCoreServices;
  readonly #graphs = new WeakMap<Backbone, Map<number, Graph>>();
  /** Of files, by their keys. */
  readonly #models = new Map<string, { readonly stamp: string; readonly opened: OpenedModel }>();

  constructor(
    readonly catalogue: readonly Backbone[],
    services: LangiumCoreServices,
  ) {
    this.#services = services;
  }

  get names(): readonly string[] {
    return this.catalogue.map((backbone) => backbone.name);
  }

  /** A backbone of the catalogue, or one that was imported, by its key. */
  find(name: string): Backbone | undefined {
    const model = this.#models.get(name)?.opened;
    if (model) return model.kind === 'backbone' ? model.card : undefined;
    return this.catalogue.find((backbone) => backbone.name === name);
  }

  /** The network in a file, read again only when the file has changed. */
  open(model: ModelFile, files: SourceFiles): OpenedModel {
    const key = modelKey(model);
    const stamp = modelStamp(model, files) ?? '';
    const known = this.#models.get(key);
    if (known && known.stamp === stamp && stamp !== '') return known.opened;
    const opened = openModel(model, files);
    this.#models.set(key, { stamp, opened });
    this.#services.shared.workspace.LangiumDocuments.deleteDocument(uriOf(key));
    return opened;
  }

  /** The graph of a backbone at an input size, built once. */
  graph(backbone: Backbone, size: number = backbone.inputSize.native): Graph {
    const sizes = this.#graphs.get(backbone) ?? new Map<number, Graph>();
    this.#graphs.set(backbone, sizes);
    const graph = sizes.get(size) ?? buildBackbone(backbone, size);
    sizes.set(size, graph);
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
    const uri = uriOf(name);
    const known = LangiumDocuments.getDocument(uri);
    if (known) return known as LangiumDocument<Document>;
    const document = LangiumDocumentFactory.fromString<Document>(this.#declare(backbone, name), uri);
    // Nothing in it refers to anything, so there is nothing for the document builder to do.
    document.state = DocumentState.Validated;
    LangiumDocuments.addDocument(document);
    return document;
  }

  #declare(backbone: Backbone, name: string): string {
    const { native, minimum } = backbone.inputSize;
    const blocks = this.graph(backbone).blocks.map(
      ({ name, layers }) => `  /** ${counted(layers.length, 'layer')}. */\n  block ${name}\n`,
    );
    const doc = `/**\n * ${backbone.title}: ${backbone.paper}\n * Input: ${native}px, at least ${minimum}px.\n */`;
    return `${doc}\ndeclare backbone ${name} {\n${blocks.join('')}}\n`;
  }
}
