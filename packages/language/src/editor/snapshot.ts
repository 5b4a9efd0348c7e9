/** One version of one text and what follows from it. */
import { type LangiumDocument, URI } from 'langium';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { SourceFiles } from '../files.js';
import type { Document } from '../grammar/generated/ast.js';
import type { TlpServices } from '../grammar/services.js';
import { type Analysis, analyse } from '../resolve/analyse.js';
import { createSource, fileOf as fileOfUri, type Imported, type Source } from '../resolve/source.js';
import { lex, type SourceToken } from './tokens.js';

/** Each part is computed when it is first asked for, and kept. Nothing here ever changes, so answers never race. */
export interface Snapshot {
  readonly uri: string;
  readonly version: number;
  readonly text: TextDocument;
  /** The path that messages and relative paths in the text start from. */
  readonly file: string;
  readonly services: TlpServices;
  /** All tokens with comments, in order; cheap even for long texts (10,000 lines take about 10 ms). */
  readonly tokens: readonly SourceToken[];
  /** The syntax tree. Empty where the text is nested too deeply to be parsed. */
  readonly document: LangiumDocument<Document>;
  /** The syntax tree with what it imports. */
  readonly source: Source;
  /** Everything `tlp check` says of the text, and the pipelines as far as they could be resolved. */
  readonly analysis: Analysis;
  /** The same with another text, which nobody else sees: to try what an edit would do. */
  edited(text: string): Snapshot;
}

export interface SnapshotOptions {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly services: TlpServices;
  /** What the text sees of other files; without it none can be seen. */
  readonly imports?: Imports;
}

export interface Imports {
  /** The text at a path as `import` names it. */
  open(path: string): Imported;
  /** Names of the files in a folder. */
  list(folder: string): readonly string[];
  /** Files that are no texts, by absolute path. */
  readonly files?: SourceFiles;
}

const noImports: Imports = { open: () => 'unseen', list: () => [] };

export function createSnapshot(options: SnapshotOptions): Snapshot {
  const { uri, version, text: content, services, imports = noImports } = options;
  const file = fileOf(uri);
  const text = TextDocument.create(uri, 'tlp', version, content);
  const tokens = once(() => lex(content, services));
  const source = once(() => {
    const { open, list, files } = imports;
    const seen = files ? { files } : {};
    return createSource({ file, uri: URI.parse(uri), text: content, services, import: open, list, ...seen });
  });
  const analysis = once((): Analysis => analyse(source(), services, {}));
  return {
    uri,
    version,
    text,
    file,
    services,
    edited: (other) => createSnapshot({ ...options, text: other }),
    get tokens() {
      return tokens();
    },
    get document() {
      return source().document;
    },
    get source() {
      return source();
    },
    get analysis() {
      return analysis();
    },
  };
}

/** Files have paths; texts of other schemes (`untitled:`, `memfs:`) are told apart by theirs. */
export const fileOf = (uri: string): string => fileOfUri(URI.parse(uri));

function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
