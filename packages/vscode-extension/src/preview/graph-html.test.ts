import { exampleText } from '@tlp/language/checks/example.js';
import { backboneGraph } from '@tlp/language/editor/server/previews/backbone-graph.js';
import { sceneOf } from '@tlp/language/editor/testing.js';
import { describe, expect, test } from 'vitest';
import { html } from '../views/text.js';
import { graphHtml } from './graph-html.js';

const schedule = `phase head {
  freeze: all
  epochs: 1
}
phase tune {
  freeze: ..block5
  epochs: 5
}
phase whole {
  freeze: none
  epochs: 2
}`;

function drawn(marked?: string): string {
  const scene = sceneOf(exampleText({ schedule }));
  return graphHtml(backboneGraph.answer(scene, { uri: scene.snapshot.uri })!, marked);
}

/** The cells of a block's row. */
const row = (page: string, block: string): string =>
  page.slice(page.indexOf(`data-block="${block}"`)).split('</summary>')[0]!;

describe('the preview', () => {
  test('has a column a phase and a row a block, each with its layers inside', () => {
    const page = drawn();
    expect(page.match(/class="phase/g)).toHaveLength(4);
    expect([...page.matchAll(/data-block="(\w+)"/g)].map(([, name]) => name)).toEqual([
      ...['stem', 'block1', 'block2', 'block3', 'block4', 'block5', 'block6', 'block7', 'top', 'head'],
    ]);
    expect(page).toContain('1 epoch ');
    expect(page).toContain('<td>conv2d</td>');
  });

  test('draws the cut of each phase under the last block that is computed once', () => {
    const page = drawn();
    const cells = (block: string) =>
      [...row(page, block).matchAll(/class="state (\w+)( cut)?"/g)].map(([, s, c]) => s! + (c ?? ''));
    expect(cells('block5')).toEqual(['computed_once', 'computed_once cut', 'trained']);
    expect(cells('block6')).toEqual(['computed_once', 'trained', 'trained']);
    expect(cells('top')).toEqual(['computed_once cut', 'trained', 'trained']);
    expect(cells('head')).toEqual(['trained', 'trained', 'trained']);
  });

  test('cuts before the first block where nothing is computed once', () => {
    const image = drawn().split('class="row image"')[1]!.split('<details')[0]!;
    expect(image.match(/class="cut"/g)).toHaveLength(1);
    expect(image).toContain('class="cut" data-phase="whole" data-after=""');
  });

  test('says the same to a screen reader', () => {
    expect(row(drawn(), 'block5')).toContain(
      'aria-label="block5, 8×8×112, 455k parameters. head: computed once. tune: computed once, freeze cut after it. whole: trained."',
    );
  });

  test('marks the phase it was opened from', () => {
    expect(drawn('tune')).toMatch(/class="phase marked" data-column="tune"/);
    expect(drawn()).not.toContain('marked');
  });
});

test.each([
  ['block6', 'tune', 'Click to freeze everything up to block6 in tune.'],
  ['block5', 'tune', 'The cut of tune: 8×8×112 per image are stored. Click to train block5 as well.'],
  ['head', 'whole', 'The head always trains. Click to freeze the whole backbone in whole.'],
])('the cell of %s in %s says what a click does', (block, phase, told) => {
  const cell = new RegExp(`<button [^>]*data-phase="${phase}" data-after="${block}" title="([^"]*)"`);
  expect(cell.exec(drawn())?.[1]).toBe(told);
});

test('names of blocks, phases and layers of the head lead into the text, layers of the backbone do not', () => {
  const page = drawn();
  expect(page).toContain('data-show="block" data-name="block5"');
  expect(page).toContain('data-show="phase" data-name="tune"');
  expect(
    [...page.matchAll(/data-show="layer" data-name="(\w+)" data-index="(\d)"/g)].map(([, ...of]) => of),
  ).toEqual([
    ['head', '0'],
    ['head', '1'],
    ['head', '2'],
  ]);
});

test('names cannot become tags', () => {
  expect(html('<b a="1">&')).toBe('&lt;b a=&quot;1&quot;&gt;&amp;');
});
