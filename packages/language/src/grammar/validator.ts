import { DefaultDocumentValidator, type LangiumDocument, type ValidationOptions } from 'langium';
import type { Diagnostic, Severity } from '../diagnostic.js';
import { analyse } from '../resolve/analyse.js';
import { sourceOf } from '../resolve/source.js';
import type { Document } from './generated/ast.js';
import type { TlpServices } from './services.js';

type EditorDiagnostic = NonNullable<LangiumDocument['diagnostics']>[number];

/** Numbers of the language server protocol. */
const severities = { error: 1, warning: 2, info: 3 } as const satisfies Record<Severity, number>;

/**
 * Langium's own validation speaks of tokens and gives its messages no code. Here a document is told the same as
 * `tlp check` tells of a file.
 */
export class TlpDocumentValidator extends DefaultDocumentValidator {
  readonly #services: TlpServices;

  constructor(services: TlpServices) {
    super(services);
    this.#services = services;
  }

  override async validateDocument(
    document: LangiumDocument,
    _options?: ValidationOptions,
  ): Promise<EditorDiagnostic[]> {
    const own = document as LangiumDocument<Document>;
    const { diagnostics } = analyse(sourceOf(own), this.#services, {});
    return diagnostics.map(forEditor);
  }
}

function forEditor({ code, severity, message, remedy, range }: Diagnostic): EditorDiagnostic {
  const { line, column, endLine, endColumn } = range ?? { line: 1, column: 1, endLine: 1, endColumn: 1 };
  return {
    range: {
      start: { line: line - 1, character: column - 1 },
      end: { line: endLine - 1, character: endColumn - 1 },
    },
    severity: severities[severity],
    code,
    source: 'tlp',
    message: `${message} ${remedy}`,
    data: { code, remedy },
  };
}
