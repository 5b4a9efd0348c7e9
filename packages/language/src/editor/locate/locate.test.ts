import { expect, test } from 'vitest';
import { sceneOf } from '../testing.js';
import { locate } from './locate.js';
import type { Thing } from './located.js';

/** The kind of thing, and the facts about it that are plain text. */
function located(marked: string): string | undefined {
  const scene = sceneOf(marked);
  const found = locate(scene.snapshot, scene.offset);
  return found && `${found.thing.kind} ${detail(found.thing)}`.trimEnd();
}

function detail(thing: Thing): string {
  switch (thing.kind) {
    case 'keyword':
      return thing.keyword;
    case 'pipeline':
    case 'description':
      return thing.pipeline.name ?? '';
    case 'import':
      return thing.path;
    case 'parent':
      return `${thing.name}${thing.parent ? ' found' : ''}`;
    case 'backbone':
    case 'block':
      return `${thing.name}${thing.card ? ' known' : ''}`;
    case 'freeze':
      return thing.item?.$type ?? '';
    case 'let':
    case 'let_use':
      return `${thing.definition.name} = ${thing.definition.value?.$cstNode?.text}`;
    case 'phase':
      return thing.path;
    case 'word':
      return `${thing.name}${thing.word ? ' known' : ''} at ${thing.slot.path ?? thing.slot.block}`;
    case 'argument':
      return `${thing.callee}.${thing.name} ${thing.slot.path ?? ''}`;
    case 'property':
      return `${thing.name}${thing.slot.spec ? ' known' : ''} at ${thing.slot.path ?? thing.slot.block}`;
    case 'env':
      return thing.slot.path ?? '';
    case 'number':
    case 'text':
      return `${thing.text} at ${thing.slot.path ?? thing.slot.block}`;
  }
}

const phase = (properties: string) =>
  `pipeline p { backbone resnet18 schedule { phase tune { ${properties} } } }`;

test.each([
  ['im$0port "base.tlp"', 'keyword import'],
  ['import "ba$0se.tlp"', 'import base.tlp'],
  ['pipe$0line p { }', 'keyword pipeline'],
  ['pipeline $0p "What?" { }', 'pipeline p'],
  ['pipeline p$0 "What?" { }', 'pipeline p'],
  ['pipeline p "Wh$0at?" { }', 'description p'],
  ['pipeline base { } pipeline p extends ba$0se { }', 'parent base found'],
  ['pipeline p ext$0ends nowhere { }', 'keyword extends'],
  ['pipeline p extends now$0here { }', 'parent nowhere'],
  ['pipeline p { backbone resnet$018 }', 'backbone resnet18 known'],
  ['pipeline p { backbone resn$0et }', 'backbone resnet'],
  ['pipeline p { backbone resnet18 { weights: image$0net } }', 'word imagenet at backbone.weights'],
  ['pipeline p { backbone resnet18 { weights: file("a$0.pth") } }', 'text a.pth at backbone.weights.path'],
  ['pipeline p { backbone resnet18 { input: 12$08px } }', 'number 128px at backbone.input'],
  ['pipeline p { data ima$0ges("x") }', 'word images known at data'],
  ['pipeline p { data images("$0x") }', 'text x at data.path'],
  ['pipeline p { data images("x") { augment: rot$0ate(10deg) } }', 'word rotate known at data.augment'],
  ['pipeline p { data images("x") { sp$0lit: random } }', 'property split known at data.split'],
  ['pipeline p { head { po$0ol } }', 'word pool known at head.0'],
  ['pipeline p { head { pool dense(cla$0sses) } }', 'word classes known at head.1.units'],
  ['pipeline p { head { dense(64, activation: re$0lu) } }', 'word relu known at head.0.activation'],
  ['let r = 1 pipeline p { head { dropout($0r) } }', 'let_use r = 1'],
  ['let $0r = 20%', 'let r = 20%'],
  ['let r = 20$0%', 'number 20% at'],
  [phase('freeze: ..laye$0r2'), 'block layer2 known'],
  [phase('freeze: .$0.layer2'), 'freeze BlockRange'],
  [phase('freeze: fir$0st(10)'), 'freeze FirstLayers'],
  [phase('freeze: first(1$00)'), 'number 10 at schedule.tune.freeze'],
  [phase('freeze: a$0ll except layer4'), 'freeze'],
  [phase('fre$0eze: all'), 'property freeze known at schedule.tune.freeze'],
  [phase('epohcs$0: 3'), 'property epohcs at schedule.tune.epohcs'],
  [phase('learning_rate: cosine($01e-4, warmup: 10%)'), 'number 1e-4 at schedule.tune.learning_rate.rate'],
  [
    phase('learning_rate: cosine(1e-4, war$0mup: 10%)'),
    'argument cosine.warmup schedule.tune.learning_rate.warmup',
  ],
  [phase('early_st$0op(patience: 3)'), 'property early_stop known at schedule.tune.early_stop'],
  [phase('early_stop(patience: $03)'), 'number 3 at schedule.tune.early_stop.patience'],
  [phase('epochs: en$0v("N", 3)'), 'env schedule.tune.epochs'],
  ['pipeline p { schedule { phase tu$0ne { } } }', 'phase schedule.tune'],
  ['pipeline p { schedule { ph$0ase { } } }', 'keyword phase'],
  // Broken and incomplete texts.
  ['pipeline p { data images("x$0', 'text "x at data.path'],
  [
    'pipeline p { schedule { phase a { learning_rate: cosine($01e-4',
    'number 1e-4 at schedule.a.learning_rate.rate',
  ],
  // Recovery leaves the range in no tree.
  ['e\ne: ..blo$0ck5', undefined],
  ['pipeline p { // a com$0ment\n }', undefined],
  ['pipeline p $0{ }', undefined],
  ['', undefined],
])('%s', (marked, expected) => {
  expect(located(marked)).toBe(expected);
});
