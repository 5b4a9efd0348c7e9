import { AstUtils } from 'langium';
import { describe, expect, test } from 'vitest';
import { exampleText } from '../checks/example.js';
import { isCall } from '../grammar/generated/ast.js';
import type { EditorFiles } from './files.js';
import { diagnosticsOf } from './server/diagnostics.js';
import { besideUri } from './uris.js';
import { createWorkspace } from './workspace.js';

const at = (name: string): string => `file:///work/${name}`;

/** A disk that can change. */
function disk(texts: Record<string, string>): EditorFiles & { readonly texts: Record<string, string> } {
  return {
    texts,
    complete: true,
    read: (uri) => texts[uri],
    head: () => undefined,
    list: () => undefined,
  };
}

const child = 'import "base.tlp"\npipeline small extends flowers { data { batch: size } }\n';
const base = `let size = 8\n${exampleText({})}`;

describe('an imported text', () => {
  test('is the one in the editor, else the one on disk', () => {
    const workspace = createWorkspace(disk({ [at('base.tlp')]: base }));
    const batchOf = () => {
      workspace.open(at('child.tlp'), 1, child);
      return workspace.snapshot(at('child.tlp'))?.analysis.pipelines[0]?.data.batch;
    };
    expect(batchOf()).toBe(8);
    workspace.open(at('base.tlp'), 1, base.replace('= 8', '= 4'));
    expect(batchOf()).toBe(4);
    workspace.close(at('base.tlp'));
    expect(batchOf()).toBe(8);
  });

  test('is parsed once for all that import it', () => {
    const workspace = createWorkspace();
    const shared = workspace.open(at('base.tlp'), 1, base);
    const parents = ['a.tlp', 'b.tlp'].map((name) => {
      const { document } = workspace.open(at(name), 1, child);
      return document.parseResult.value.pipelines[0]?.parent?.ref;
    });
    expect(parents).toEqual([shared.document.parseResult.value.pipelines[0], parents[0]]);
    expect(parents[0]).toBe(parents[1]);
  });

  test.each(['untitled:', 'memfs:/work/', 'vscode-vfs://github/ada/flowers/', 'file:///c%3A/work/'])(
    'is found under %s',
    (folder) => {
      const workspace = createWorkspace();
      workspace.open(`${folder}base.tlp`, 1, base);
      const { analysis } = workspace.open(`${folder}child.tlp`, 1, child);
      expect(analysis.diagnostics).toEqual([]);
      expect(analysis.pipelines).toMatchObject([{ data: { batch: 8 } }]);
    },
  );

  test('that is not there is a mistake only where one can look', () => {
    const codes = (uri: string, files?: EditorFiles) =>
      createWorkspace(files)
        .open(uri, 1, child)
        .analysis.diagnostics.map(({ code }) => code);
    expect(codes(at('child.tlp'), disk({}))).toEqual(['TLP134']);
    expect(codes(at('child.tlp'))).toEqual([]);
    expect(codes('untitled:Untitled-1', disk({}))).toEqual([]);
  });
});

test('a mistake in an inherited value points to where the value stands', () => {
  const workspace = createWorkspace();
  workspace.open('memfs:/sub/base.tlp', 1, base.replace('20%', '20'));
  const snapshot = workspace.open('memfs:/child.tlp', 1, child.replace('base.tlp', 'sub/base.tlp'));
  const abilities = { codeDescription: false, diagnosticTags: false, relatedInformation: true };
  expect(diagnosticsOf(snapshot, abilities, [])).toMatchObject([
    {
      range: { start: { line: 1, character: 23 }, end: { line: 1, character: 30 } },
      message: expect.stringContaining('In sub/base.tlp, line 13: '),
      relatedInformation: [
        { location: { uri: 'memfs:/sub/base.tlp', range: { start: { line: 12, character: 12 } } } },
      ],
    },
  ]);
});

describe('when a text changes', () => {
  const middle = 'import "base.tlp"\npipeline middle extends flowers { }\n';
  const last = 'import "middle.tlp"\npipeline last extends middle { }\n';

  function opened() {
    const files = disk({ [at('base.tlp')]: base, [at('middle.tlp')]: middle });
    const workspace = createWorkspace(files);
    workspace.open(at('last.tlp'), 1, last);
    workspace.open(at('other.tlp'), 1, exampleText({}));
    const seen = () => {
      const all = ['last.tlp', 'other.tlp'].map((name) => workspace.snapshot(at(name))!);
      for (const { analysis } of all) expect(analysis.diagnostics).toEqual([]);
      return all;
    };
    return { workspace, files, seen };
  }

  test.each<[string, (opened_: ReturnType<typeof opened>) => void]>([
    [
      'an import of an import is opened',
      ({ workspace }) => workspace.open(at('base.tlp'), 1, base.replace('pool(average)', 'pool(max)')),
    ],
    [
      'it changes on disk',
      ({ workspace, files }) => {
        files.texts[at('base.tlp')] = base.replace('pool(average)', 'pool(max)');
        workspace.changed([at('base.tlp')]);
      },
    ],
  ])('the texts that see it are made anew, the others stay: %s', (_, change) => {
    const all = opened();
    const [before, other] = all.seen();
    change(all);
    const [after, same] = all.seen();
    expect(after).not.toBe(before);
    expect(after?.version).toBe(before?.version);
    expect(after?.analysis.pipelines[0]?.head[0]).toEqual({ kind: 'pool', mode: 'max' });
    expect(same).toBe(other);
  });

  test('links never lead into the tree of an old text', () => {
    const { workspace } = opened();
    for (const size of [4, 16]) {
      const current = workspace.open(at('base.tlp'), size, base.replace('= 8', `= ${size}`));
      workspace.open(at('user.tlp'), size, child);
      const words = AstUtils.streamAst(workspace.snapshot(at('user.tlp'))!.document.parseResult.value).filter(
        isCall,
      );
      const size_ = words.find((call) => call.word.$refText === 'size');
      expect(size_?.word.ref).toBe(current.document.parseResult.value.lets[0]);
    }
  });

  test('a file that appears is seen', () => {
    const files = disk({});
    const workspace = createWorkspace(files);
    const codes = () => workspace.snapshot(at('child.tlp'))?.analysis.diagnostics.map(({ code }) => code);
    workspace.open(at('child.tlp'), 1, child);
    expect(codes()).toEqual(['TLP134']);
    files.texts[at('base.tlp')] = base;
    workspace.changed([at('base.tlp')]);
    expect(codes()).toEqual([]);
    delete files.texts[at('base.tlp')];
    workspace.changed([at('base.tlp')]);
    expect(codes()).toEqual(['TLP134']);
  });

  test('texts that import each other are told so, whichever changes', () => {
    const workspace = createWorkspace();
    const codes = (name: string) =>
      workspace.snapshot(at(name))?.analysis.diagnostics.map(({ code }) => code);
    workspace.open(at('child.tlp'), 1, child);
    workspace.open(at('base.tlp'), 1, `import "child.tlp"\n${base}`);
    expect([codes('child.tlp'), codes('base.tlp')]).toEqual([['TLP135'], expect.arrayContaining(['TLP135'])]);
    workspace.open(at('base.tlp'), 2, base);
    expect([codes('child.tlp'), codes('base.tlp')]).toEqual([[], ['TLP122']]);
  });
});

test.each([
  ['file:///work/a.tlp', '../b.tlp', 'file:///b.tlp'],
  ['file:///work/a b.tlp', 'c d.tlp', 'file:///work/c%20d.tlp'],
  ['file:///c%3A/work/a.tlp', 'C:\\other\\b.tlp', 'file:///c%3A/other/b.tlp'],
  ['untitled:Untitled-1', 'b.tlp', 'untitled:b.tlp'],
  ['vscode-vfs://github/ada/flowers/a.tlp', 'sub/b.tlp', 'vscode-vfs://github/ada/flowers/sub/b.tlp'],
  ['memfs:/a.tlp', '/b.tlp', 'memfs:/b.tlp'],
])('from %s, %s is %s', (uri, path, expected) => {
  expect(besideUri(uri, path)).toBe(expected);
});
