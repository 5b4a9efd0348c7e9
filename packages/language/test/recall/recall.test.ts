/**
 * How much of the examples completion would have written: over every token in every situation, whether it is offered,
 * and whether anything offered would make a syntax error. Prints the figure: `npx vitest run recall`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { completion } from '@tlp/language/editor/completion/completion.js';
import { type ClientAbilities, plainClient } from '@tlp/language/editor/feature.js';
import { noFiles } from '@tlp/language/editor/files.js';
import { defaultSettings } from '@tlp/language/editor/settings.js';
import { createWorkspace } from '@tlp/language/editor/workspace.js';
import { isLooseProperty, isStrayBlock, isStringValue } from '@tlp/language/grammar/generated/ast.js';
import { checkSyntax } from '@tlp/language/grammar/syntax.js';
import { type AstNode, AstUtils } from 'langium';
import { afterAll, expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-protocol';
import { accept, insertedBy, matches } from './accept.js';
import { classify, type TokenClass } from './classify.js';
import { situationsOf } from './situations.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const files = ['examples', 'bench', 'packages/language/test/recall'].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tlp') && !name.includes('node_modules'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
);

const clients: readonly Partial<ClientAbilities>[] = [
  {},
  { snippets: true, insertReplace: true, commands: ['editor.action.triggerSuggest'] },
];

const workspace = createWorkspace({
  ...noFiles,
  read: (uri) => (uri.endsWith('.tlp') ? readFileSync(fileURLToPath(uri), 'utf8') : undefined),
});

/** What is offered in a text that is open under the file's name. */
function ask(uri: string, text: string, offset: number, client: Partial<ClientAbilities>) {
  const snapshot = workspace.open(uri, 1, text);
  const scene = { snapshot, workspace, settings: defaultSettings, client: { ...plainClient, ...client } };
  const position = snapshot.text.positionAt(offset);
  const { items } = completion.answer(scene, { textDocument: { uri }, position });
  return items.toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
}

/** What asks for more, as `epochs: ` does, is gone on with by the first thing that is offered then. */
function acceptWhole(
  uri: string,
  text: string,
  item: CompletionItem,
  client: Partial<ClientAbilities>,
): string {
  const accepted = accept(text, item);
  if (!insertedBy(item).endsWith(' ')) return accepted.text;
  const [next] = ask(uri, accepted.text, accepted.offset, client);
  return next ? acceptWhole(uri, accepted.text, next, client) : accepted.text;
}

const judged = new Map<string, string>();

/** What the grammar reads only to say what is wrong with it. */
const misreadIn = (root: AstNode): readonly string[] =>
  AstUtils.streamAst(root)
    .filter((node) => isLooseProperty(node) || isStrayBlock(node) || (isStringValue(node) && !!node.bad))
    .map((node) => `misread: ${node.$cstNode?.text}`)
    .toArray();

/** What is wrong with the syntax of a text; empty where nothing is. */
function syntaxErrors(uri: string, text: string): string {
  const key = `${uri}\n${text}`;
  let told = judged.get(key);
  if (told === undefined) {
    const { document, file } = workspace.open(uri, 1, text);
    const { diagnostics } = checkSyntax(document, file);
    const shown = diagnostics.map(({ code, message, range }) => `${range?.line} ${code} ${message}`);
    told = [...shown, ...misreadIn(document.parseResult.value)].join('; ');
    judged.set(key, told);
  }
  return told;
}

const sought: readonly TokenClass[] = ['keyword', 'name', 'reference', 'value'];
const found = new Map(sought.map((kind) => [kind, { offered: 0, all: 0 }]));
const tally = { offered: 0, unsound: 0 };

afterAll(() => {
  const parts = [...found].map(([kind, { offered, all }]) => `${kind}s ${offered}/${all}`);
  console.log(
    `recall: ${parts.join(', ')}; offered ${tally.offered} items, ${tally.unsound} make a syntax error`,
  );
});

const standsFor = (inserted: string, word: string): boolean =>
  inserted.trimStart().startsWith(word) && !/^\w/.test(inserted.trimStart().slice(word.length));

test.each(files)('%s: every word is offered, and nothing that would be a syntax error', (file) => {
  const uri = new URL(file, `file://${root}`).href;
  const text = readFileSync(root + file, 'utf8');
  const missed: string[] = [];
  const unsound: string[] = [];
  expect(syntaxErrors(uri, text)).toBe('');
  for (const [token, kind] of classify(workspace.open(uri, 1, text))) {
    if (kind === 'sign') continue;
    const { line, character } = workspace.open(uri, 1, text).text.positionAt(token.start);
    for (const situation of situationsOf(text, token)) {
      const where = `${line + 1}:${character + 1} ${token.text}, ${situation.what}`;
      for (const client of clients) {
        const items = ask(uri, situation.text, situation.offset, client);
        const count = found.get(kind);
        if (count) {
          const has = items.some(
            (item) => standsFor(insertedBy(item), token.text) && matches(item, situation.typed),
          );
          count.all++;
          if (has) count.offered++;
          else missed.push(`${where}: ${items.map(({ label }) => label).join(' ')}`);
        }
        if (!situation.whole) continue;
        for (const item of items) {
          const problem = syntaxErrors(uri, acceptWhole(uri, situation.text, item, client));
          tally.offered++;
          if (problem === '') continue;
          tally.unsound++;
          unsound.push(`${where}: ${item.label}: ${problem}`);
        }
      }
    }
  }
  expect({ missed, unsound }).toEqual({ missed: [], unsound: [] });
});

test.each(files)('%s: on every new line, what is accepted can be gone on with and is sound', (file) => {
  const uri = new URL(file, `file://${root}`).href;
  const text = readFileSync(root + file, 'utf8');
  const unsound: string[] = [];
  for (const { index } of text.matchAll(/[{},)\w"%]\r?\n/g)) {
    const at = index + 1;
    const broken = `${text.slice(0, at)}\n${text.slice(at)}`;
    const client = clients[1] ?? {};
    for (const item of ask(uri, broken, at + 1, client)) {
      const problem = syntaxErrors(uri, acceptWhole(uri, broken, item, client));
      tally.offered++;
      if (problem === '') continue;
      tally.unsound++;
      unsound.push(`${text.slice(0, at).split('\n').length} ${item.label}: ${problem}`);
    }
  }
  expect(unsound).toEqual([]);
});
