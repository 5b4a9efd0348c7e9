/** The examples: their pipelines are right and tidy, and the emoji's test really asks about new things. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { tlp } from '../src/cli/testing.fixture.js';

const examples = fileURLToPath(new URL('../../../examples/', import.meta.url));
const pipelines = (await readdir(examples, { recursive: true })).filter((name) => name.endsWith('.tlp'));

interface Emoji {
  readonly name: string;
  readonly unified: string;
  readonly category: string;
  readonly sort_order: number;
}

/** The data script is plain JavaScript, so that it runs before anything is installed. */
const { conceptKeys, onePerConcept, splitOf } = (await import(join(examples, 'emoji', 'concepts.mjs'))) as {
  conceptKeys(emoji: Emoji): string[];
  onePerConcept(emoji: readonly Emoji[], keys?: (emoji: Emoji) => string[]): Emoji[];
  splitOf(unified: string): 'train' | 'validation' | 'test';
};
const { readTarGz } = (await import(join(examples, 'emoji', 'tar.mjs'))) as {
  readTarGz(archive: Buffer): Iterable<{ name: string; data: Buffer }>;
};
const { bare, characters, keywordsOf } = (await import(join(examples, 'keywords', 'keywords.mjs'))) as {
  bare(text: string): string;
  characters(unified: string): string;
  keywordsOf(emoji: readonly string[], lists: readonly WordList[], least?: number): Map<string, string[]>;
};
type WordList = ReadonlyMap<string, readonly string[]>;

let order = 0;
const person = (name: string, unified: string): Emoji => ({
  name,
  unified,
  category: 'People & Body',
  sort_order: order++,
});
const kept = (emoji: readonly Emoji[]) => onePerConcept(emoji).map((e) => e.unified);

describe('every example', () => {
  it.each(pipelines)('%s passes the checker and is laid out in the standard way', async (name) => {
    const file = join(examples, name);
    const { out, err } = await tlp(['check', file]);
    // TLP208: the network of an example for texts is downloaded with its data.
    const errors = [...out.matchAll(/error\[(TLP\d+)\]/g)].map(([, code]) => code);
    expect([errors.filter((code) => code !== 'TLP208'), err]).toEqual([[], '']);
    expect(await tlp(['format', '--check', file])).toMatchObject({ status: 0 });
  });
});

describe('emoji concepts', () => {
  it.each<[string, Emoji[]]>([
    [
      'a runner of any gender',
      [
        person('RUNNER', '1F3C3'),
        person('WOMAN RUNNING', '1F3C3-200D-2640-FE0F'),
        person('MAN RUNNING FACING RIGHT', '1F3C3-200D-2642-FE0F-200D-27A1-FE0F'),
      ],
    ],
    [
      'an astronaut',
      [
        person('MAN ASTRONAUT', '1F468-200D-1F680'),
        person('WOMAN ASTRONAUT', '1F469-200D-1F680'),
        person('ASTRONAUT', '1F9D1-200D-1F680'),
      ],
    ],
    ['a heart of any colour', [person('RED HEART', '2764-FE0F'), person('BLUE HEART', '1F499')]],
    ['families', [person('FAMILY', '1F468-200D-1F469-200D-1F466'), person('FAMILY', '1F469-200D-1F467')]],
  ])('count %s once', (_, emoji) => {
    expect(kept(emoji)).toEqual([emoji[0]!.unified]);
  });

  it('keep different things apart', () => {
    const emoji = [person('MAN COOK', '1F468-200D-1F373'), person('MAN JUDGE', '1F468-200D-2696-FE0F')];
    expect(kept(emoji)).toHaveLength(2);
  });

  it('are joined through a third that shares something with each', () => {
    const keys = (e: Emoji) => e.name.split(' ');
    expect(onePerConcept([person('A', '1'), person('B', '2'), person('A B', '3')], keys)).toHaveLength(1);
  });

  it('give flags a concept each, however alike their names', () => {
    const flag = (name: string, unified: string): Emoji => ({ ...person(name, unified), category: 'Flags' });
    expect(conceptKeys(flag('Red Flag', '1F1E6'))).not.toEqual(conceptKeys(flag('Blue Flag', '1F1E7')));
  });

  it('stand in the splits by the shares that the README states', () => {
    const counts = { train: 0, validation: 0, test: 0 };
    for (let i = 0; i < 5000; i++) counts[splitOf(i.toString(16))]++;
    expect(counts.train / 5000).toBeCloseTo(0.65, 1);
    expect(counts.validation / 5000).toBeCloseTo(0.15, 1);
    expect(counts.test / 5000).toBeCloseTo(0.2, 1);
  });
});

describe('emoji keywords', () => {
  const unicode: WordList = new Map([
    ['🍎', ['red', 'food', 'fruit']],
    ['🍇', ['fruit']],
    ['🍞', ['food', 'loaf']],
    ['🏁', ['racing']],
    ['🎱', ['ball']],
  ]);
  const library: WordList = new Map([
    ['🍎', ['fruit', 'food', 'mac']],
    ['🍇', ['fruit', 'food', 'wine']],
    ['🍞', ['food', 'breakfast']],
    ['🏁', ['contest']],
  ]);

  it('are those of either list that both give often enough', () => {
    expect(keywordsOf(['🍎', '🍇', '🍞', '🏁', '🎱'], [unicode, library], 2)).toEqual(
      new Map([
        ['🍎', ['food', 'fruit']],
        ['🍇', ['food', 'fruit']],
        ['🍞', ['food']],
        // Both lists know it, but agree on nothing.
        ['🏁', []],
      ]),
    );
  });

  it('are found whether or not the list writes variation selectors', () => {
    expect(characters('2764-FE0F')).toBe(bare('❤️'));
    expect(characters('1F9D1-200D-1F680')).toBe('🧑‍🚀');
  });
});

describe('readTarGz', () => {
  const entry = (name: string, content: string, type = '0') => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write(type, 156);
    const data = Buffer.alloc(Math.ceil(content.length / 512) * 512);
    data.write(content);
    return Buffer.concat([header, data]);
  };
  const archive = (...entries: Buffer[]) => gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]));

  it('gives the regular files with their bytes', () => {
    const long = 'x'.repeat(1000);
    const files = readTarGz(
      archive(entry('package/', '', '5'), entry('package/a', 'first'), entry('package/b', long)),
    );
    expect(Array.from(files, ({ name, data }) => [name, data.toString()])).toEqual([
      ['package/a', 'first'],
      ['package/b', long],
    ]);
  });

  it('refuses a damaged archive', () => {
    expect(() => [...readTarGz(archive(Buffer.alloc(512, 'z')))]).toThrow('damaged');
  });
});
