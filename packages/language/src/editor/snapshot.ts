/** One version of one text and what follows from it. */
import { type LangiumDocument, URI } from 'langium';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Document } from '../grammar/generated/ast.js';
import type { TlpServices } from '../grammar/services.js';
import { nestingProblem } from '../grammar/syntax.js';
import { type Analysis, analyse } from '../resolve/analyse.js';
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
}

export function createSnapshot(options: SnapshotOptions): Snapshot {
  const { uri, version, text: content, services } = options;
  const file = fileOf(uri);
  const text = TextDocument.create(uri, 'tlp', version, content);
  const deep = once(() => nestingProblem(content, file));
  const tokens = once(() => lex(content, services));
  const document = once(() => {
    const factory = services.shared.workspace.LangiumDocumentFactory;
    return factory.fromString<Document>(deep() ? '' : content, URI.parse(uri));
  });
  const analysis = once((): Analysis => {
    const problem = deep();
    if (problem) return { pipelines: [], drafts: new Map(), diagnostics: [problem] };
    return analyse(document(), services, { file });
  });
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
      return document();
    },
    get analysis() {
      return analysis();
    },
  };
}

/** Files have paths; texts of other schemes (`untitled:`, `memfs:`) are told apart by theirs. */
export function fileOf(uri: string): string {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath : parsed.path;
}

function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
