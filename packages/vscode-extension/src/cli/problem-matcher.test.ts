/** The manifest's problem matcher against what `tlp check` prints. */
import { stripVTControlCharacters } from 'node:util';
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { renderDiagnostics } from '@tlp/runtime/cli/diagnostics-text.js';
import { createColors } from 'picocolors';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const [head, place] = manifest.contributes.problemMatchers[0]!.pattern;

/** As VS Code does it: colours go first, then the patterns must match lines that follow each other. */
function problems(output: string) {
  const lines = stripVTControlCharacters(output).split('\n');
  return lines.flatMap((line, index) => {
    const first = new RegExp(head!.regexp).exec(line);
    const second = new RegExp(place!.regexp).exec(lines[index + 1] ?? '');
    if (!first || !second) return [];
    return [
      {
        severity: first[1],
        code: first[2],
        message: first[3],
        file: second[1],
        line: second[2],
        column: second[3],
      },
    ];
  });
}

const diagnostic = (more: Partial<Diagnostic>): Diagnostic => ({
  code: 'TLP101',
  severity: 'error',
  message: 'There is no property "epoch".',
  remedy: 'Did you mean `epochs`?',
  file: '/work/my flowers.tlp',
  range: { line: 12, column: 7, endLine: 12, endColumn: 12 },
  ...more,
});

const text = (diagnostics: readonly Diagnostic[], colours: boolean) =>
  renderDiagnostics(diagnostics, createColors(colours), {
    cwd: '/work',
    texts: new Map([['/work/my flowers.tlp', 'pipeline a {']]),
  });

test.each([[true], [false]])('problems are found in the output (colours: %s)', async (colours) => {
  const output = await text(
    [diagnostic({}), diagnostic({ severity: 'warning', code: 'TLP452', message: 'Too high.' })],
    colours,
  );
  expect(problems(output)).toEqual([
    {
      severity: 'error',
      code: 'TLP101',
      message: 'There is no property "epoch".',
      file: 'my flowers.tlp',
      line: '12',
      column: '7',
    },
    {
      severity: 'warning',
      code: 'TLP452',
      message: 'Too high.',
      file: 'my flowers.tlp',
      line: '12',
      column: '7',
    },
  ]);
});

test('what has no place is no problem of a file', async () => {
  const { file: _file, range: _range, ...placeless } = diagnostic({});
  const output = await text([placeless], false);
  expect(problems(output)).toEqual([]);
});
