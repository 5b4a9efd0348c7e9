/** SARIF 2.1.0 (OASIS), what code-scanning services read. */
import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic, Range } from '@tlp/language/diagnostic.js';
import type { Suppressed } from '@tlp/language/resolve/suppress.js';
import { version } from '../version.js';
import { docLink } from './doc-link.js';
import type { Fixer, TextFix } from './fixer.js';
import { near } from './near.js';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

export interface SarifOptions {
  /** Told too, marked as what somebody has looked at. */
  readonly suppressed?: readonly Suppressed[];
  readonly fixOf?: Fixer;
}

/** One SARIF log with one run; paths under `cwd` are relative to it, as the services want them. */
export function toSarif(
  diagnostics: readonly Diagnostic[],
  cwd: string,
  { suppressed = [], fixOf = () => undefined }: SarifOptions = {},
): object {
  const all = [...diagnostics, ...suppressed.map(({ diagnostic }) => diagnostic)];
  const codes = [...new Set(all.map((d) => d.code))].sort();
  const result = (d: Diagnostic): object => ({
    ruleId: d.code,
    ruleIndex: codes.indexOf(d.code),
    level: levels[d.severity],
    message: { text: `${d.message} ${d.remedy}` },
    ...(d.file === undefined ? {} : { locations: [location(d.range, d.file, cwd)] }),
    ...(d.inherited === undefined
      ? {}
      : { relatedLocations: [location(d.inherited.range, d.inherited.file, cwd)] }),
    ...fixes(fixOf(d), d.file, cwd),
  });
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'tlp',
            version,
            rules: codes.map((code) => ({ id: code, help: { text: `See ${docLink(code)}` } })),
          },
        },
        results: [
          ...diagnostics.map(result),
          ...suppressed.map(({ diagnostic, reason }) => ({
            ...result(diagnostic),
            suppressions: [{ kind: 'inSource', ...(reason === '' ? {} : { justification: reason }) }],
          })),
        ],
      },
    ],
  };
}

function fixes(fix: TextFix | undefined, file: string | undefined, cwd: string): object {
  if (!fix || file === undefined) return {};
  const replacements = fix.replacements.map(({ range, text }) => ({
    deletedRegion: regionOf(range),
    ...(text === '' ? {} : { insertedContent: { text } }),
  }));
  const artifactLocation = { uri: uriOf(file, cwd) };
  return {
    fixes: [{ description: { text: fix.title }, artifactChanges: [{ artifactLocation, replacements }] }],
  };
}

function uriOf(file: string, cwd: string): string {
  const shown = near(file, cwd);
  return isAbsolute(shown) ? pathToFileURL(shown).href : shown.split(sep).map(encodeURIComponent).join('/');
}

const regionOf = ({ line, column, endLine, endColumn }: Range): object => ({
  startLine: line,
  startColumn: column,
  endLine,
  endColumn,
});

function location(range: Range | undefined, file: string, cwd: string): object {
  const artifactLocation = { uri: uriOf(file, cwd) };
  return { physicalLocation: { artifactLocation, ...(range ? { region: regionOf(range) } : {}) } };
}
