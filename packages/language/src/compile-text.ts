/** From the text of a `.tlp` file to pipelines: what every command and the editor start from. */
import { EmptyFileSystem, type LangiumDocument, URI } from 'langium';
import type { Diagnostic } from './diagnostic.js';
import { layout } from './format/layout.js';
import { tokensOf } from './format/tokens.js';
import type { Document } from './grammar/generated/ast.js';
import { createTlpServices, type TlpServices } from './grammar/services.js';
import { nestingProblem } from './grammar/syntax.js';
import { analyse } from './resolve/analyse.js';
import type { Pipeline } from './resolve/pipeline.js';

let shared: TlpServices | undefined;

/** The parser is built once; it is the greater part of the start-up. */
function services(): TlpServices {
  shared ??= createTlpServices(EmptyFileSystem).tlp;
  return shared;
}

export interface ResolveOptions {
  /** Absolute path of the text's file; relative paths in the text start from its folder. */
  readonly file: string;
  /** Overrides of the command line, `schedule.tune.epochs=3`. */
  readonly sets?: readonly string[];
  /** What `env("NAME")` reads. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Every pipeline of the text that has no error, and everything there is to say about the text.
 * Never throws, whatever the text.
 */
export async function resolveText(
  text: string,
  options: ResolveOptions,
): Promise<{ pipelines: readonly Pipeline[]; diagnostics: readonly Diagnostic[] }> {
  const deep = nestingProblem(text, options.file);
  if (deep) return { pipelines: [], diagnostics: [deep] };
  return analyse(parse(text), services(), { ...options, env: options.env ?? {} });
}

/**
 * The text with its layout put right: comments and meaning stay, laying out twice changes nothing more.
 * A text that the parser does not understand comes back unchanged.
 */
export async function formatText(text: string): Promise<string> {
  if (nestingProblem(text, '')) return text;
  const tokens = tokensOf(parse(text));
  return tokens ? layout(tokens) : text;
}

function parse(text: string): LangiumDocument<Document> {
  const factory = services().shared.workspace.LangiumDocumentFactory;
  return factory.fromString<Document>(text, URI.parse('memory:///pipeline.tlp'));
}
