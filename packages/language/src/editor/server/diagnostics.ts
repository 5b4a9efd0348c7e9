/** What the language says of a text, as the protocol has it. */
import {
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic as ProtocolDiagnostic,
  type Range as ProtocolRange,
} from 'vscode-languageserver-protocol';
import { rules } from '../../checks/index.js';
import type { Diagnostic, Severity } from '../../diagnostic.js';
import { fromZero } from '../../range.js';
import type { Snapshot } from '../snapshot.js';
import { besideUri } from '../uris.js';
import type { Client } from './abilities.js';
import { isBuiltin, pageOf } from './builtin.js';

/** What a code action gets back with the diagnostic it is asked to fix. */
export interface DiagnosticData {
  readonly args?: unknown;
  readonly remedy: string;
}

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

const tags = new Map<string, DiagnosticTag>(
  rules.flatMap(({ code, tag }): [string, DiagnosticTag][] => {
    if (tag === undefined) return [];
    return [[code, tag === 'unnecessary' ? DiagnosticTag.Unnecessary : DiagnosticTag.Deprecated]];
  }),
);

const nowhere: ProtocolRange = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export type DiagnosticAbilities = Pick<Client, 'codeDescription' | 'diagnosticTags' | 'relatedInformation'>;

/**
 * Those of the text itself; what concerns an imported file is said there.
 * @param beside what the files beside it have to say
 */
export function diagnosticsOf(
  snapshot: Snapshot,
  client: DiagnosticAbilities,
  beside: readonly Diagnostic[],
): ProtocolDiagnostic[] {
  if (isBuiltin(snapshot.uri)) return [];
  return [...snapshot.analysis.diagnostics, ...beside]
    .filter(({ file }) => file === undefined || file === snapshot.file)
    .map((diagnostic) => protocolDiagnostic(diagnostic, snapshot, client));
}

function protocolDiagnostic(
  diagnostic: Diagnostic,
  { uri }: Snapshot,
  client: DiagnosticAbilities,
): ProtocolDiagnostic {
  const { code, severity, message, remedy, range, args, inherited } = diagnostic;
  const href = client.codeDescription ? pageOf(code) : undefined;
  const tag = client.diagnosticTags ? tags.get(code) : undefined;
  const data: DiagnosticData = { remedy, ...(args === undefined ? {} : { args }) };
  return {
    range: range ? fromZero(range) : nowhere,
    severity: severities[severity],
    code,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    source: 'tlp',
    message: `${message} ${remedy}`,
    ...(tag === undefined ? {} : { tags: [tag] }),
    ...(inherited && client.relatedInformation ? { relatedInformation: [standsAt(inherited, uri)] } : {}),
    data,
  };
}

/** Where the value at fault stands that another text or pipeline brought in. */
const standsAt = (
  { file, range }: NonNullable<Diagnostic['inherited']>,
  uri: string,
): DiagnosticRelatedInformation => ({
  location: { uri: besideUri(uri, file), range: fromZero(range) },
  message: 'The value is defined here.',
});
