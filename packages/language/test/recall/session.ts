/** An editor without a screen: asks for completions, accepts them, and reads the text that comes of it. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { completion } from '@tlp/language/editor/completion/completion.js';
import { type ClientAbilities, plainClient } from '@tlp/language/editor/feature.js';
import { type EditorFiles, noFiles } from '@tlp/language/editor/files.js';
import { defaultSettings } from '@tlp/language/editor/settings.js';
import type { Snapshot } from '@tlp/language/editor/snapshot.js';
import { createWorkspace } from '@tlp/language/editor/workspace.js';
import { isLooseProperty, isStrayBlock, isStringValue } from '@tlp/language/grammar/generated/ast.js';
import { checkSyntax } from '@tlp/language/grammar/syntax.js';
import { type AstNode, AstUtils } from 'langium';
import type { CompletionItem } from 'vscode-languageserver-protocol';
import { accept, insertedBy } from './accept.js';

export type Client = Partial<ClientAbilities>;

export const plain: Client = {};
export const rich: Client = {
  snippets: true,
  insertReplace: true,
  commands: ['editor.action.triggerSuggest'],
};

export interface Session {
  open(uri: string, text: string): Snapshot;
  /** What is offered in a text that is open under this name, in order. */
  ask(uri: string, text: string, offset: number, client: Client): readonly CompletionItem[];
  /** The text with an item accepted. What asks for more, as `epochs: ` does, is gone on with by the first of it. */
  accept(uri: string, text: string, item: CompletionItem, client: Client): string;
  /** What is wrong with the syntax of a text; empty where nothing is. */
  syntaxErrors(uri: string, text: string): string;
}

/** What the grammar reads only to say what is wrong with it. */
const misreadIn = (root: AstNode): readonly string[] =>
  AstUtils.streamAst(root)
    .filter((node) => isLooseProperty(node) || isStrayBlock(node) || (isStringValue(node) && !!node.bad))
    .map((node) => `misread: ${node.$cstNode?.text}`)
    .toArray();

export function createSession(files: EditorFiles): Session {
  const workspace = createWorkspace(files);
  const judged = new Map<string, string>();
  let latest: Snapshot | undefined;
  const session: Session = {
    open(uri, text) {
      // One text is asked about for several clients in turn.
      if (latest?.uri !== uri || latest.text.getText() !== text) latest = workspace.open(uri, 1, text);
      return latest;
    },
    ask(uri, text, offset, client) {
      const snapshot = session.open(uri, text);
      const scene = {
        snapshot,
        workspace,
        now: 0,
        settings: defaultSettings,
        client: { ...plainClient, ...client },
      };
      const position = snapshot.text.positionAt(offset);
      const { items } = completion.answer(scene, { textDocument: { uri }, position });
      return items.toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
    },
    accept(uri, text, item, client) {
      const accepted = accept(text, item);
      if (!/[^,] $/.test(insertedBy(item))) return accepted.text;
      const [next] = session.ask(uri, accepted.text, accepted.offset, client);
      return next ? session.accept(uri, accepted.text, next, client) : accepted.text;
    },
    syntaxErrors(uri, text) {
      const key = `${uri}\n${text}`;
      const known = judged.get(key);
      if (known !== undefined) return known;
      const { document, file } = session.open(uri, text);
      const { diagnostics } = checkSyntax(document, file);
      const shown = diagnostics.map(({ code, message, range }) => `${range?.line} ${code} ${message}`);
      const told = [...shown, ...misreadIn(document.parseResult.value)].join('; ');
      judged.set(key, told);
      return told;
    },
  };
  return session;
}

/** What the repository holds. */
const tables: Readonly<Record<string, string>> = {
  'labels.csv': 'path,probability,type,module,split,module_split\na.png,0.33,mono,1,train,test\n',
  'keywords.csv': 'file,keywords\nimages/dog.png,animal|face\n',
  'tweets.conll': 'Anna\tB-person\nsleeps\tO\n',
  'spam.csv': 'kind,part,mail\nham,train,See you at noon.\n',
  'texts.csv': 'class,part,text\nham,train,See you at noon.\n',
};

/** What the network of the spam example is known by. */
const minilm = JSON.stringify({
  model_type: 'bert',
  hidden_size: 384,
  num_hidden_layers: 6,
  intermediate_size: 1536,
});

export const onDisk: EditorFiles = {
  ...noFiles,
  read(uri) {
    const path = fileURLToPath(uri);
    if (path.endsWith('minilm/config.json')) return minilm;
    return path.endsWith('.tlp') && existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  },
  // The examples' tables are written by their scripts.
  head: (uri) => {
    const table = tables[uri.split('/').at(-1) ?? ''];
    return table === undefined ? undefined : new TextEncoder().encode(table);
  },
};
