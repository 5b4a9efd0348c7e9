import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { describe, expect, it } from 'vitest';
import { toSarif } from './sarif.js';

const diagnostic = (more: Partial<Diagnostic>): Diagnostic => ({
  code: 'TLP101',
  severity: 'error',
  message: 'It is wrong.',
  remedy: 'Mend it.',
  ...more,
});

const runOf = (diagnostics: readonly Diagnostic[]) =>
  (JSON.parse(JSON.stringify(toSarif(diagnostics, '/home/ada'))) as { runs: [Record<string, never>] })
    .runs[0];

describe('toSarif', () => {
  it('has the shape that SARIF 2.1.0 requires', () => {
    expect(toSarif([], '/home/ada')).toMatchObject({
      version: '2.1.0',
      runs: [{ tool: { driver: { name: 'tlp', rules: [] } }, results: [] }],
    });
  });

  it('points each result at its rule and its place, relative to the folder', () => {
    const range = { line: 3, column: 5, endLine: 3, endColumn: 9 };
    const { results, tool } = runOf([
      diagnostic({ code: 'TLP300', severity: 'warning', file: '/home/ada/a b/x.tlp', range }),
      diagnostic({ file: '/elsewhere/y.tlp', inherited: { file: '/home/ada/base.tlp', range } }),
      diagnostic({ severity: 'info' }),
    ]) as unknown as { results: object[]; tool: object };
    expect(tool).toMatchObject({ driver: { rules: [{ id: 'TLP101' }, { id: 'TLP300' }] } });
    expect(results).toMatchObject([
      {
        ruleId: 'TLP300',
        ruleIndex: 1,
        level: 'warning',
        message: { text: 'It is wrong. Mend it.' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'a%20b/x.tlp' },
              region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 9 },
            },
          },
        ],
      },
      {
        level: 'error',
        locations: [{ physicalLocation: { artifactLocation: { uri: 'file:///elsewhere/y.tlp' } } }],
        relatedLocations: [
          { physicalLocation: { artifactLocation: { uri: 'base.tlp' }, region: { startLine: 3 } } },
        ],
      },
      { level: 'note' },
    ]);
    expect(results[2]).not.toHaveProperty('locations');
  });

  it.each([
    ['/home/ada/50% #1?.tlp', '50%25%20%231%3F.tlp'],
    ['/home/ada/..drafts/x.tlp', '..drafts/x.tlp'],
    ['/home/x.tlp', 'file:///home/x.tlp'],
  ])('calls the file %s by the address %s', (file, uri) => {
    expect(runOf([diagnostic({ file })])).toMatchObject({
      results: [{ locations: [{ physicalLocation: { artifactLocation: { uri } } }] }],
    });
  });

  it('tells what a comment suppresses, with its reason', () => {
    const quiet = { diagnostic: diagnostic({ severity: 'warning' }), reason: 'few images' };
    const log = toSarif([], '/home/ada', { suppressed: [quiet, { ...quiet, reason: '' }] });
    expect(log).toMatchObject({
      runs: [
        {
          results: [
            { suppressions: [{ kind: 'inSource', justification: 'few images' }] },
            { suppressions: [{ kind: 'inSource' }] },
          ],
        },
      ],
    });
  });

  it('says how a mistake can be put right', () => {
    const range = { line: 3, column: 5, endLine: 3, endColumn: 9 };
    const fix = { title: 'Write `batch`', replacements: [{ range, text: 'batch' }] };
    expect(
      toSarif([diagnostic({ file: '/home/ada/x.tlp', range })], '/home/ada', { fixOf: () => fix }),
    ).toMatchObject({
      runs: [
        {
          results: [
            {
              fixes: [
                {
                  description: { text: 'Write `batch`' },
                  artifactChanges: [
                    {
                      artifactLocation: { uri: 'x.tlp' },
                      replacements: [
                        {
                          deletedRegion: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 9 },
                          insertedContent: { text: 'batch' },
                        },
                      ],
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    });
  });
});
