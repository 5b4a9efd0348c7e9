// biome-ignore-all lint/suspicious/noTemplateCurlyInString: places of snippets are written so.
import { describe, expect, test } from 'vitest';
import { sceneOf } from '../testing.js';
import { type BlockSnippet, expand, snippets } from './snippets.js';

const backbone = 'backbone efficientnet_lite0\n';
const data = 'data images("data/flowers")\n';
const head = 'head {\n pool(average)\n dense(classes)\n}\n';
const schedule = 'schedule {\n phase head {\n freeze: all\n epochs: 10\n }\n}\n';

/** A pipeline in which the block takes the place of the one of its keyword. */
function around({ home, keyword, body }: BlockSnippet): string {
  const block = expand(body);
  if (home === 'file') return block;
  if (home === 'schedule') {
    const first = keyword === 'phase' && block.includes('freeze: all') ? '' : schedule.slice(11, -2);
    return `pipeline a {\n${backbone}${data}${head}schedule {\n${first}${block}\n}\n}`;
  }
  const others = { backbone, data, head, schedule, [keyword]: block };
  return `pipeline a {\n${Object.values(others).join('\n')}\n}`;
}

describe('a snippet is a sound block as it stands', () => {
  test.each(snippets.map((snippet) => [snippet.label, snippet] as const))('%s', (_, snippet) => {
    const { analysis } = sceneOf(around(snippet)).snapshot;
    expect(analysis.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });
});

/** The body once for each of its choices, the other places as they are proposed. */
function chosen(body: string): readonly string[] {
  return [...body.matchAll(/\$\{\d+\|([^}]*)\|\}/g)].flatMap(([place, names]) =>
    names!.split(',').map((name) => body.replace(place, name)),
  );
}

describe('so it is with each of its choices', () => {
  // The ranges to freeze are of the backbone that is proposed.
  const choices = snippets.flatMap((snippet) =>
    chosen(snippet.body)
      .filter((body) => snippet.keyword !== 'pipeline' || !/backbone (?!efficientnet|\$)/.test(body))
      .map((body) => [snippet.label, expand(body), { ...snippet, body }] as const),
  );
  test.each(choices)('%s: %s', (_label, _text, snippet) => {
    const { analysis } = sceneOf(around(snippet)).snapshot;
    expect(analysis.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

test('each has a name of its own', () => {
  expect(new Set(snippets.map(({ label }) => label)).size).toBe(snippets.length);
});

test('places are filled with what they propose', () => {
  expect(expand('file("${1:a\\}b}")$0 ${2}')).toBe('file("a}b") ');
  expect(expand('pool(${1|average,max|}) ${2|..a|}')).toBe('pool(average) ..a');
});
