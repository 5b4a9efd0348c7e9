/** A parsed text and what it may import. */
import { DocumentState, type LangiumDocument, type URI } from 'langium';
import type { Diagnostic } from '../diagnostic.js';
import { noFiles, type SourceFiles } from '../files.js';
import type { Document } from '../grammar/generated/ast.js';
import type { TlpServices } from '../grammar/services.js';
import { checkSyntax, type Syntax, sizeProblem } from '../grammar/syntax.js';

export interface Source {
  /** As messages and origins name it; relative paths in the text start from its folder. */
  readonly file: string;
  /** Empty where the text is not parsed. */
  readonly document: LangiumDocument<Document>;
  /** Why the text is not parsed: it is too long, or nested too deeply. */
  readonly unparsed: Diagnostic | undefined;
  readonly syntax: Syntax;
  /** The files beside the text, by absolute path: models that its backbones name. */
  readonly files: SourceFiles;
  /** What stands at a path as `import` names it, looked for once. */
  import(path: string): Imported;
  /** Paths of the `.tlp` files in the folder of a path, as `import` would name them. */
  neighbours(path: string): readonly string[];
}

/**
 * `missing` is certain; `unseen` may exist where it can't be looked for, as in a browser; `unfit` is there, but no
 * file of text, or too long for one.
 */
export type Imported = Source | 'missing' | 'unseen' | 'unfit';

export interface SourceOptions {
  readonly file: string;
  readonly uri: URI;
  readonly text: string;
  readonly services: TlpServices;
  readonly files?: SourceFiles;
  import(path: string): Imported;
  /** Names of the files in a folder, by its path as `import` would name it. */
  list(folder: string): readonly string[];
}

/**
 * What a text imports goes with its document and not with the services: those are shared by texts of several
 * workspaces and by calls that see different files.
 */
const sources = new WeakMap<LangiumDocument, Source>();

export function createSource(options: SourceOptions): Source {
  const { file, uri, text, services, files = noFiles, import: open, list } = options;
  const unparsed = sizeProblem(text, file);
  const factory = services.shared.workspace.LangiumDocumentFactory;
  const document = factory.fromString<Document>(unparsed ? '' : text, uri);
  // References are linked when they are asked for, with no document builder: the tree is all they need.
  document.state = DocumentState.ComputedScopes;
  let syntax: Syntax | undefined;
  const imported = new Map<string, Imported>();
  const source: Source = {
    file,
    document,
    unparsed,
    files,
    get syntax() {
      syntax ??= checkSyntax(document, file);
      return syntax;
    },
    import(path) {
      const found = imported.get(path) ?? open(path);
      imported.set(path, found);
      return found;
    },
    neighbours(path) {
      const folder = path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
      return list(folder).flatMap((name) => (name.endsWith('.tlp') ? [folder + name] : []));
    },
  };
  sources.set(document, source);
  return source;
}

/** A document that was parsed elsewhere sees no other files. */
export function sourceOf(document: LangiumDocument): Source {
  const known = sources.get(document);
  if (known) return known;
  const own = document as LangiumDocument<Document>;
  const file = fileOf(document.uri);
  const source: Source = {
    file,
    document: own,
    unparsed: undefined,
    syntax: checkSyntax(own, file),
    files: noFiles,
    import: () => 'unseen',
    neighbours: () => [],
  };
  sources.set(document, source);
  return source;
}

/** Files have paths; texts of other schemes (`untitled:`, `memfs:`) are told apart by theirs. */
export const fileOf = (uri: URI): string => (uri.scheme === 'file' ? uri.fsPath : uri.path);
