import { expect, test } from 'vitest';
import { createWorkspace, type Workspace } from '../workspace.js';
import { remoteFiles } from './remote-files.js';

const at = (name: string): string => `vscode-vfs://github/ada/flowers/${name}`;

/** A workspace on a web page; `answers` is what the client says of a file, which may be nothing at all. */
function onTheWeb(answers: Record<string, string | null | Error>) {
  const arrivals: string[] = [];
  const files = remoteFiles(
    {
      async sendRequest(_: unknown, params: unknown): Promise<never> {
        const answer = answers[(params as { uri: string }).uri] ?? null;
        if (answer instanceof Error) throw answer;
        return (answer === null ? null : { text: answer }) as never;
      },
    },
    (uris) => {
      arrivals.push(...uris);
      workspace.changed(uris);
    },
  );
  const workspace: Workspace = createWorkspace(files);
  const codes = async (text: string): Promise<readonly string[]> => {
    workspace.open(at('a.tlp'), 1, text);
    void workspace.snapshot(at('a.tlp'))?.analysis;
    await files.arriving?.();
    return workspace.snapshot(at('a.tlp'))!.analysis.diagnostics.map(({ code }) => code);
  };
  return { files, workspace, arrivals, codes };
}

const text = 'import "base.tlp"\nlet a = b\n';

test('an import that was never there is told once the client has said so', async () => {
  const answers: Record<string, string | null> = {};
  const { codes, files, workspace, arrivals } = onTheWeb(answers);
  expect(await codes(text)).toContain('TLP134');
  expect(arrivals).toEqual([at('base.tlp')]);
  expect(files.isAbsent?.(at('base.tlp'))).toBe(true);
  // It is there now, and the client says so.
  answers[at('base.tlp')] = 'let b = 1';
  files.forget([at('base.tlp')]);
  workspace.changed([at('base.tlp')]);
  expect(await codes(text)).not.toContain('TLP134');
});

test('of a client that does not answer nothing is said', async () => {
  const { codes, files } = onTheWeb({ [at('base.tlp')]: new Error('offline') });
  expect(await codes(text)).not.toContain('TLP134');
  expect(files.isAbsent?.(at('base.tlp'))).toBe(false);
});
