import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { inlayHints } from './inlay-hints.js';
import { sceneOf, type TestOptions } from './testing.js';

/** The text with its hints in angle brackets, as a reader sees it. */
function shown(source: string, options?: TestOptions): string {
  const scene = sceneOf(source, options);
  const { text } = scene.snapshot;
  const range = { start: text.positionAt(0), end: text.positionAt(source.length) };
  const hints = inlayHints.answer(scene, { textDocument: scene.params.textDocument, range });
  return hints.reduceRight((seen, { position, label }) => {
    const at = text.offsetAt(position);
    return `${seen.slice(0, at)} ‹${label}›${seen.slice(at)}`;
  }, source);
}

const flowers = `pipeline flowers {
  backbone efficientnet_lite0
  data images("photos") {
    batch: 16
  }
  head {
    pool(both)
    dense(64, relu)
    dense(classes)
  }
  schedule {
    phase head {
      freeze: all
      epochs: 10
    }
    phase tune {
      freeze: ..block5
      epochs: 5
      optimizer: sgd
    }
  }
}
`;

test('without data, classes stay a name and no steps are said', () => {
  expect(shown(flowers)).toMatchInlineSnapshot(`
    "pipeline flowers {
      backbone efficientnet_lite0 ‹→ 7×7×1280› ‹weights: imagenet, input: 224px›
      data images("photos") { ‹split: stratified(train: 75%, validation: 10%, test: 15%)›
        batch: 16
      }
      head {
        pool(both) ‹→ 2560›
        dense(64, relu) ‹→ 64›
        dense(classes) ‹→ classes›
      }
      schedule {
        phase head { ‹optimizer: adamw, learning_rate: 1e-3›
          freeze: all ‹164k trained, 3.4M frozen›
          epochs: 10
        }
        phase tune { ‹learning_rate: 5e-5›
          freeze: ..block5 ‹2.8M trained, 743k frozen›
          epochs: 5
          optimizer: sgd
        }
      }
    }
    "
  `);
});

const images = (n: number) => Array.from({ length: n }, (_, i) => ({ name: `${i}.png`, folder: false }));
const listings: Record<string, readonly { name: string; folder: boolean }[]> = {
  'file:///work/photos': [
    { name: 'rose', folder: true },
    { name: 'tulip', folder: true },
    { name: '.git', folder: true },
  ],
  'file:///work/photos/rose': images(40),
  'file:///work/photos/tulip': [...images(80), { name: 'Thumbs.db', folder: false }],
};
const files = {
  read: () => undefined,
  head: () => undefined,
  list: (uri: string) => listings[uri],
  complete: true,
};

test('with data, steps are counted and classes known', () => {
  expect(shown(flowers, { files })).toMatchInlineSnapshot(`
    "pipeline flowers {
      backbone efficientnet_lite0 ‹→ 7×7×1280› ‹weights: imagenet, input: 224px›
      data images("photos") ‹120 images, 2 classes› { ‹split: stratified(train: 75%, validation: 10%, test: 15%)›
        batch: 16
      }
      head {
        pool(both) ‹→ 2560›
        dense(64, relu) ‹→ 64›
        dense(classes) ‹→ 2›
      }
      schedule {
        phase head { ‹optimizer: adamw, learning_rate: 1e-3›
          freeze: all ‹164k trained, 3.4M frozen›
          epochs: 10 ‹× 6 steps›
        }
        phase tune { ‹learning_rate: 5e-5›
          freeze: ..block5 ‹2.8M trained, 743k frozen›
          epochs: 5 ‹× 6 steps›
          optimizer: sgd
        }
      }
    }
    "
  `);
});

describe('what the data tells is seen in the 43 characters that VS Code shows of the hints of a line', () => {
  const source = 'data images("photos")';
  test.each([
    ['no braces', source],
    ['empty braces', `${source} {}`],
    ['a line each', `${source} {\n  }`],
    ['one line', `${source} { resize: crop }`],
    ['a batch of its own', `${source} {\n    batch: 16\n  }`],
    ['a comment between', `${source} /* all */ {\n  }`],
    ['a brace of its own line', `${source}\n  {\n  }`],
  ])('%s', (_, data) => {
    const text = flowers.replace(/data images[^}]*\}/, data);
    const line = shown(text, { files })
      .split('\n')
      .find((one) => one.includes(source))!;
    const hints = [...line.matchAll(/‹(.*?)›/g)].map(([, label]) => label).join('');
    expect(hints.slice(0, 43)).toContain('120 images, 2 classes');
  });

  test('and of the defaults, those that can be', () => {
    const text = flowers.replace(/data images[^}]*\}/, source);
    expect(shown(text, { files })).toContain(
      `${source} ‹120 images, 2 classes› ‹batch: 32, split: stratified(train: 75%, validation: 10%, test: 15%)›`,
    );
  });
});

test('the example of the README', () => {
  expect(
    shown(readFileSync('examples/emoji/emoji.tlp', 'utf8').replaceAll(/^ *\/\/.*\n/gm, '')),
  ).toMatchInlineSnapshot(`
    "/**
     * Nine kinds of emoji, in images unlike those of ImageNet. The test asks about things that the model was not
     * trained on, in a drawing style that it was not trained on. \`node get-data.mjs\` downloads the images.
     */
    pipeline emoji "What kind of thing does this emoji show?" {
      backbone efficientnet_lite0 ‹→ 4×4×1280› {
        weights: imagenet
        input: 128px
      }

      data images("data/emoji") {
        split: folders(train: "train", validation: "validation", test: "test")
        batch: 32
      }

      head {
        pool(average) ‹→ 1280›
        dropout(20%) ‹→ 1280›
        dense(classes) ‹→ classes›
      }

      schedule {
        monitor: accuracy
        seed: 1
        top_k: 3

        phase head {
          freeze: all ‹1,281 × classes trained, 3.4M frozen›
          epochs: 10
          optimizer: adamw
          learning_rate: 1e-3
        }

        phase tune {
          freeze: ..block5 ‹2.7M trained, 743k frozen›
          epochs: 5
          optimizer: adamw(weight_decay: 0.01)
          learning_rate: cosine(1e-4, warmup: 10%)
          label_smoothing: 10%
        }
      }
    }
    "
  `);
});

test('what is wrong gets no hint, the rest keeps its hints', () => {
  const broken = flowers.replace('dense(64, relu)', 'dense(64%, relu)').replace('..block5', '..blok5');
  expect(shown(broken)).toMatchInlineSnapshot(`
    "pipeline flowers {
      backbone efficientnet_lite0 ‹→ 7×7×1280› ‹weights: imagenet, input: 224px›
      data images("photos") { ‹split: stratified(train: 75%, validation: 10%, test: 15%)›
        batch: 16
      }
      head {
        pool(both) ‹→ 2560›
        dense(64%, relu)
        dense(classes)
      }
      schedule {
        phase head { ‹optimizer: adamw, learning_rate: 1e-3›
          freeze: all
          epochs: 10
        }
        phase tune {
          freeze: ..blok5
          epochs: 5
          optimizer: sgd
        }
      }
    }
    "
  `);
});

test('of a head that lacks its last layer, the shapes are told and nothing is counted', () => {
  const lines = shown(flowers.replace('    dense(classes)\n', '')).split('\n');
  expect(lines.slice(5, 9).map((line) => line.trim())).toEqual([
    'head {',
    'pool(both) ‹→ 2560›',
    'dense(64, relu) ‹→ 64›',
    '}',
  ]);
  expect(lines.join()).not.toContain('trained');
});

test('a preset tells what it gives as a whole', () => {
  const preset = flowers.replace(/head \{[^}]*\}/, 'head {\n    fastai\n  }');
  expect(shown(preset)).toContain('    fastai ‹→ classes›\n');
});

describe('the head that a pipeline without one has', () => {
  const without = flowers.replace(/ {2}head \{[^}]*\}\n/, '');
  const headHint = (text: string) => {
    const scene = sceneOf(text);
    const range = { start: { line: 0, character: 0 }, end: scene.snapshot.text.positionAt(9999) };
    const hints = inlayHints.answer(scene, { textDocument: scene.params.textDocument, range });
    return hints.find(({ label }) => String(label).startsWith('head {'));
  };

  test.each([
    [without, 'head { pool(average) dense(classes) }'],
    [without.replace('efficientnet_lite0', 'vit_s_16'), 'head { pool(class_token) dense(classes) }'],
    // It may still be to come.
    [without.replace(/ {2}schedule [\s\S]*/, '}\n'), undefined],
    [without.replace('pipeline', 'abstract pipeline'), undefined],
    [flowers, undefined],
  ])('is told behind the data', (text, label) => {
    expect(headHint(text)?.label).toBe(label);
  });

  test('is written down where that is accepted', () => {
    const edits = headHint(without)?.textEdits ?? [];
    const written = TextDocument.applyEdits(sceneOf(without).snapshot.text, [...edits]);
    expect(written).toContain('  }\n\n  head {\n    pool(average)\n    dense(classes)\n  }\n  schedule');
  });
});

test('each kind can be switched off, and so can the look at the data', () => {
  const none = { shapes: false, parameters: false, defaults: false, steps: false };
  expect(shown(flowers, { files, settings: { inlayHints: none } })).toBe(flowers);
  const steps = shown(flowers, {
    files,
    settings: { inlayHints: { ...none, steps: true }, lookAtData: false },
  });
  expect(steps).toBe(flowers);
});

test('only hints of the range that is asked for are given', () => {
  const scene = sceneOf(flowers);
  const range = { start: { line: 5, character: 0 }, end: { line: 8, character: 99 } };
  const hints = inlayHints.answer(scene, { textDocument: scene.params.textDocument, range });
  expect(hints.map(({ label }) => label)).toEqual(['→ 2560', '→ 64', '→ classes']);
});

test('accepting a default writes it down', () => {
  const scene = sceneOf(flowers);
  const range = { start: { line: 11, character: 0 }, end: { line: 11, character: 99 } };
  const [hint] = inlayHints.answer(scene, { textDocument: scene.params.textDocument, range });
  expect(hint?.textEdits?.[0]?.newText).toBe('\n      optimizer: adamw\n      learning_rate: 1e-3');
});
