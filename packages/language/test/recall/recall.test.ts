/**
 * How much of the examples completion would have written: over every token in every situation, whether it is offered,
 * and whether anything offered would make a syntax error. Prints the figures:
 * `npx vitest run packages/language/test/recall`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { treeFiles } from '@tlp/language/testing/tree-files.js';
import { afterAll, expect, test } from 'vitest';
import { readCorpus } from '../corpus/corpus.js';
import { insertedBy, matches } from './accept.js';
import { classify, type TokenClass } from './classify.js';
import { type Client, createSession, onDisk, plain, rich, type Session } from './session.js';
import { situationsOf } from './situations.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

const examples = ['examples', 'bench', 'packages/language/test/recall'].flatMap((folder) =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tlp') && !name.includes('node_modules'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
);

interface Text {
  readonly session: Session;
  readonly uri: string;
  readonly text: string;
}

const disk = createSession(onDisk);

function example(file: string): Text {
  return {
    session: disk,
    uri: new URL(file, `file://${root}`).href,
    text: readFileSync(root + file, 'utf8'),
  };
}

/** A quarter of them: all take their time. */
const corpus = readCorpus('correct')
  .filter((_, index) => index % 4 === 0)
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
function createTally() {
  const words = new Map(sought.map((kind) => [kind, { offered: 0, all: 0 }]));
  return { words, items: 0, unsound: 0 };
}

const ofExamples = createTally();
const ofCorpus = createTally();

afterAll(() => {
  for (const [what, { words, items, unsound }] of [
    [`${examples.length} examples, two clients`, ofExamples],
    [`${corpus.length} correct programs of the corpus, one client`, ofCorpus],
  ] as const) {
    const parts = [...words].map(([kind, { offered, all }]) => `${kind}s ${offered}/${all}`);
    console.log(
      `recall (${what}): ${parts.join(', ')}; offered ${items} items, ${unsound} make a syntax error`,
    );
  }
});

const standsFor = (inserted: string, word: string): boolean =>
  inserted.trimStart().startsWith(word) && !/^\w/.test(inserted.trimStart().slice(word.length));

interface Trial extends Text {
  readonly clients: readonly Client[];
  readonly tally: ReturnType<typeof createTally>;
  /** Accepts one in so many of the items. */
  readonly every: number;
}

/** Everything that is not offered or would be a syntax error, in words. */
function recall({ session, uri, text, clients, tally, every }: Trial) {
  const { text: document } = session.open(uri, text);
  const missed: string[] = [];
  const unsound: string[] = [];
  let turn = 0;
  for (const [token, kind] of classify(session.open(uri, text))) {
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

const nothingWrong = { syntax: '', missed: [], unsound: [] };

test.each(examples)('%s: every word is offered, and nothing that would be a syntax error', (file) => {
  expect(recall({ ...example(file), clients: [plain, rich], tally: ofExamples, every: 1 })).toEqual(
    nothingWrong,
  );
});

test('so it is in the correct programs of the corpus, where one in forty items is accepted', () => {
  expect(corpus.length).toBeGreaterThan(0);
  const wrong = corpus
    .map((text) => ({ uri: text.uri, ...recall({ ...text, clients: [rich], tally: ofCorpus, every: 40 }) }))
    .filter(({ syntax, missed, unsound }) => syntax !== '' || missed.length > 0 || unsound.length > 0);
  expect(wrong).toEqual([]);
});

test.each(examples)('%s: on every new line, what is accepted can be gone on with and is sound', (file) => {
  const { session, uri, text } = example(file);
  const unsound: string[] = [];
  for (const { index } of text.matchAll(/[{},)\w"%]\r?\n/g)) {
    const at = index + 1;
    const broken = `${text.slice(0, at)}\n${text.slice(at)}`;
    for (const item of session.ask(uri, broken, at + 1, rich)) {
      const problem = session.syntaxErrors(uri, session.accept(uri, broken, item, rich));
      ofExamples.items++;
      if (problem === '') continue;
      ofExamples.unsound++;
      unsound.push(`${text.slice(0, at).split('\n').length} ${item.label}: ${problem}`);
    }
  }
  expect(unsound).toEqual([]);
});
