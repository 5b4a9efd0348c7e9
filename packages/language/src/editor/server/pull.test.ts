import { expect, test } from 'vitest';
import { CancellationToken } from 'vscode-languageserver-protocol';
import { createWorkspace } from '../workspace.js';
import { createPatience } from './patience.js';
import { pullDiagnostics } from './pull.js';

const at = (name: string): string => `file:///work/${name}`;
const client = { codeDescription: false, diagnosticTags: false, relatedInformation: false };
const patience = createPatience();

/** A client that asks for the whole workspace, and remembers what it was told. */
function asking(texts: Record<string, string>, certain = true) {
  const workspace = createWorkspace({
    complete: true,
    read: (uri) => texts[uri],
    head: () => undefined,
    list: () => undefined,
    ...(certain ? { isAbsent: (uri: string) => !(uri in texts) } : {}),
  });
  workspace.found(Object.keys(texts));
  const puller = pullDiagnostics({ workspace, client, patience, beside: () => [] });
  let known = new Map<string, string>();
  /** What is new, by file. */
  const ask = async (): Promise<Record<string, readonly string[]>> => {
    const previousResultIds = [...known].map(([uri, value]) => ({ uri, value }));
    const { items } = await puller.workspace({ previousResultIds }, CancellationToken.None);
    known = new Map(items.flatMap(({ uri, resultId }) => (resultId ? [[uri, resultId]] : [])));
    const fresh = items.flatMap((item) =>
      item.kind === 'full' ? [[item.uri.slice(13), item.items.map(({ code }) => String(code))] as const] : [],
    );
    return Object.fromEntries(fresh);
  };
  return { workspace, ask };
}

test('problems of a file are told once, and taken back once it is gone', async () => {
  const texts = {
    [at('a.tlp')]: 'let a =',
    [at('shared/b.tlp')]: 'let b =',
    [at('shared/c.tlp')]: 'let c = 1',
  };
  const { ask } = asking(texts);
  const first = await ask();
  expect(Object.keys(first)).toEqual(['a.tlp', 'shared/b.tlp', 'shared/c.tlp']);
  expect(first['shared/b.tlp']).toHaveLength(1);
  expect(await ask()).toEqual({});
  // Without a word: of a folder that is removed, some clients tell no more than its name, others nothing.
  delete texts[at('shared/b.tlp')];
  delete texts[at('shared/c.tlp')];
  expect(await ask()).toEqual({ 'shared/b.tlp': [], 'shared/c.tlp': [] });
  expect(await ask()).toEqual({});
});

test('where absence is not certain, the client says what is gone: a folder with all that lies in it', async () => {
  const texts = { [at('a.tlp')]: 'import "shared/b.tlp"\nlet a = b', [at('shared/b.tlp')]: 'let b =' };
  const { ask, workspace } = asking(texts, false);
  await ask();
  delete texts[at('shared/b.tlp')];
  workspace.lost([at('shared')]);
  const told = await ask();
  expect(told['shared/b.tlp']).toEqual([]);
  expect(told['a.tlp']).toEqual(['TLP134']);
});

test('a text that is open is there, whatever the disk says', async () => {
  const texts = { [at('a.tlp')]: 'let a =' };
  const { ask, workspace } = asking(texts);
  workspace.open(at('a.tlp'), 1, 'let a =');
  await ask();
  delete texts[at('a.tlp')];
  expect(await ask()).toEqual({});
  workspace.close(at('a.tlp'));
  expect(await ask()).toEqual({ 'a.tlp': [] });
});
