/** SARIF 2.1.0 (OASIS), what code-scanning services read. */
import { relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic, Range } from '@tlp/language/diagnostic.js';
import { version } from '../version.js';
import { docLink } from './doc-link.js';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/** One SARIF log with one run; paths under `cwd` are relative to it, as the services want them. */
export function toSarif(diagnostics: readonly Diagnostic[], cwd: string): object {
  const codes = [...new Set(diagnostics.map((d) => d.code))].sort();
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
        results: diagnostics.map((d) => ({
          ruleId: d.code,
          ruleIndex: codes.indexOf(d.code),
          level: levels[d.severity],
          message: { text: `${d.message} ${d.remedy}` },
          ...(d.file === undefined ? {} : { locations: [location(d.range, d.file, cwd)] }),
          ...(d.inherited === undefined
            ? {}
            : { relatedLocations: [location(d.inherited.range, d.inherited.file, cwd)] }),
        })),
      },
    ],
  };
}

function location(range: Range | undefined, file: string, cwd: string): object {
  const near = relative(cwd, file);
  const uri = near.startsWith('..') ? pathToFileURL(file).href : encodeURI(near.split(sep).join('/'));
  const region = range && {
    startLine: range.line,
    startColumn: range.column,
    endLine: range.endLine,
    endColumn: range.endColumn,
  };
  return { physicalLocation: { artifactLocation: { uri }, ...(region ? { region } : {}) } };
}
