/** How much of texts completion would have written: over their tokens in every situation, whether they are offered. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { treeFiles } from '@tlp/language/testing/tree-files.js';
import { readCorpus } from '../corpus/corpus.js';
import { insertedBy, matches } from './accept.js';
import { classify, type TokenClass } from './classify.js';
import { type Client, createSession, onDisk, rich, type Session } from './session.js';
import { situationsOf } from './situations.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

export const examples = ['examples', 'bench', 'packages/language/test/recall'].flatMap((folder) =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tlp') && !name.includes('node_modules'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
);

export interface Text {
  readonly session: Session;
  readonly uri: string;
  readonly text: string;
}

const disk = createSession(onDisk);

export function example(file: string): Text {
  return {
    session: disk,
    uri: new URL(file, `file://${root}`).href,
    text: readFileSync(root + file, 'utf8'),
  };
}

/** One in so many of the correct programs of the corpus: all take their time. */
export const corpusOf = (every: number): readonly Text[] =>
  readCorpus('correct')
    .filter((_, index) => index % every === 0)
    .map(({ name, text, files }): Text => {
      const { read, head, list, complete } = treeFiles('/work', files, true);
      const at = (uri: string): string => decodeURIComponent(new URL(uri).pathname);
      const beside = {
        complete,
        read: (uri: string) => read(at(uri)),
        head: (uri: string, bytes: number) => head(at(uri), bytes),
        list: (uri: string) => list(at(uri)),
      };
      return { session: createSession(beside), uri: `file:///work/${name}.tlp`, text };
    });

const sought: readonly TokenClass[] = ['keyword', 'name', 'reference', 'value'];

/** What was looked for and found, of each class of words; what was offered and would be a syntax error. */
export function createTally() {
  const words = new Map(sought.map((kind) => [kind, { offered: 0, all: 0 }]));
  return { words, items: 0, unsound: 0 };
}

export type Tally = ReturnType<typeof createTally>;

export function showTally(what: string, { words, items, unsound }: Tally): string {
  const parts = [...words].map(([kind, { offered, all }]) => `${kind}s ${offered}/${all}`);
  return `recall (${what}): ${parts.join(', ')}; offered ${items} items, ${unsound} make a syntax error`;
}

const standsFor = (inserted: string, word: string): boolean =>
  inserted.trimStart().startsWith(word) && !/^\w/.test(inserted.trimStart().slice(word.length));

export interface Trial extends Text {
  readonly clients: readonly Client[];
  readonly tally: Tally;
  /** Accepts one in so many of the items. */
  readonly every: number;
  /** Words that were looked for already, each with the one before it; they are passed over, and others added. */
  readonly seen?: Set<string>;
}

/** Everything that is not offered or would be a syntax error, in words. */
export function recall({ session, uri, text, clients, tally, every, seen }: Trial) {
  const { text: document } = session.open(uri, text);
  const missed: string[] = [];
  const unsound: string[] = [];
  let turn = 0;
  let previous = '';
  for (const [token, kind] of classify(session.open(uri, text))) {
    const pair = `${previous} ${kind === 'other' ? kind : token.text}`;
    previous = token.text;
    if (seen?.has(pair)) continue;
    seen?.add(pair);
    const { line, character } = document.positionAt(token.start);
    for (const situation of situationsOf(text, token)) {
      const where = `${line + 1}:${character + 1} ${token.text}, ${situation.what}`;
      for (const client of clients) {
        const items = session.ask(uri, situation.text, situation.offset, client);
        const count = tally.words.get(kind);
        if (count) {
          const has = items.some(
            (item) => standsFor(insertedBy(item), token.text) && matches(item, situation.typed),
          );
          count.all++;
          if (has) count.offered++;
          else missed.push(`${where}: ${items.map(({ label }) => label).join(' ')}`);
        }
        // Without one of its signs, a text is broken whatever is accepted.
        if (!situation.whole || (kind === 'sign' && situation.what === 'token missing')) continue;
        for (const item of items) {
          if (turn++ % every !== 0) continue;
          const problem = session.syntaxErrors(uri, session.accept(uri, situation.text, item, client));
          tally.items++;
          if (problem === '') continue;
          tally.unsound++;
          unsound.push(`${where}: ${item.label}: ${problem}`);
        }
      }
    }
  }
  return { syntax: session.syntaxErrors(uri, text), missed, unsound };
}

/** On every new line of a text, what would be a syntax error of what is offered; one in so many of the items is accepted. */
export function unsoundOnNewLines(
  { session, uri, text }: Text,
  tally: Tally,
  every: number,
): readonly string[] {
  const unsound: string[] = [];
  let turn = 0;
  for (const { index } of text.matchAll(/[{},)\w"%]\r?\n/g)) {
    const at = index + 1;
    const broken = `${text.slice(0, at)}\n${text.slice(at)}`;
    for (const item of session.ask(uri, broken, at + 1, rich)) {
      if (turn++ % every !== 0) continue;
      const problem = session.syntaxErrors(uri, session.accept(uri, broken, item, rich));
      tally.items++;
      if (problem === '') continue;
      tally.unsound++;
      unsound.push(`${text.slice(0, at).split('\n').length} ${item.label}: ${problem}`);
    }
  }
  return unsound;
}

export const nothingWrong = { syntax: '', missed: [], unsound: [] };
