import { describe, expect, test } from 'vitest';
import { backbones } from '../../backbones/catalogue.js';
import { allMetrics } from '../../tasks/metrics.js';
import type { ClientAbilities } from '../feature.js';
import { sceneOf } from '../testing.js';
import { completion } from './completion.js';
import { accepted, itemsAt, labelsAt } from './testing.js';

const inPhase = (line: string): string =>
  `pipeline a {\n  backbone efficientnet_lite0\n  schedule {\n    phase tune {\n      ${line}\n    }\n  }\n}\n`;
const inData = (line: string): string => `pipeline a {\n  data images("photos") {\n    ${line}\n  }\n}\n`;
const inHead = (lines: string): string => `pipeline a {\n  head {\n    ${lines}\n  }\n}\n`;

describe('a sweep', () => {
  const inSweep = (line: string): string =>
    `pipeline a {\n  backbone resnet18\n  data images("x")\n  schedule {\n    phase head {\n    }\n  }\n  sweep {\n    ${line}\n  }\n}\n`;

  test('offers the paths of the pipeline, and what it has of its own', () => {
    const labels = labelsAt(inSweep('$0'));
    expect(labels.slice(0, 3)).toEqual(['trials', 'stop', 'budget']);
    for (const path of [
      'backbone',
      'backbone.input',
      'data.batch',
      'schedule.memory',
      'schedule.head.learning_rate',
    ])
      expect(labels).toContain(path);
    // What trials are judged by is the same for all.
    for (const path of ['data.split', 'schedule.monitor', 'schedule.tune.epochs'])
      expect(labels).not.toContain(path);
    expect(labelsAt(inSweep('data.batch: 4, 8\n    $0'))).not.toContain('data.batch');
  });

  test.each([
    ['schedule.head.$0', 'schedule.head.learning_rate', 'schedule.head.learning_rate: '],
    ['schedule.h$0: 4', 'schedule.head.epochs', 'schedule.head.epochs: 4'],
    ['schedule.head.learning_rate: $0', 'log', 'schedule.head.learning_rate: log(1e-5..1e-3)'],
    ['schedule.head.optimizer: adam, $0', 'sgd', 'schedule.head.optimizer: adam, sgd'],
    ['stop: $0', 'halving', 'stop: halving'],
  ])('%j with `%s`', (line, label, result) => {
    expect(accepted(inSweep(line), label)).toContain(`    ${result}`);
  });
});

describe('members', () => {
  test.each([
    ['$0', ['pipeline', 'import', 'let', 'abstract']],
    ['pipeline a {\n  $0\n}', ['backbone', 'data', 'head', 'schedule', 'expect', 'sweep', 'let']],
    // Blocks that stand once are not offered twice, on whichever side of the cursor they are.
    [
      'pipeline a {\n  head {\n    pool\n  }\n  $0\n  data images("x")\n}',
      ['backbone', 'schedule', 'expect', 'sweep', 'let'],
    ],
    [
      'pipeline a {\n  backbone resnet18 {\n    $0\n  }\n}',
      ['weights', 'input', 'top', 'until', 'preprocessing'],
    ],
    [
      'pipeline a {\n  backbone resnet18 {\n    w$0\n    input: 64px\n  }\n}',
      ['weights', 'top', 'until', 'preprocessing'],
    ],
    [
      'pipeline a {\n  schedule {\n    $0\n',
      ['recipe', 'monitor', 'loss', 'seed', 'top_k', 'memory', 'calibrate', 'reject', 'interval', 'phase'],
    ],
    [
      'pipeline a {\n  schedule {\n    phase b {\n    }\n    $0\n',
      ['recipe', 'monitor', 'loss', 'seed', 'top_k', 'memory', 'calibrate', 'reject', 'interval', 'phase'],
    ],
    // A slip in a block's first word costs nothing inside it.
    [
      'pipeline a {\n  shedule {\n    $0\n',
      ['recipe', 'monitor', 'loss', 'seed', 'top_k', 'memory', 'calibrate', 'reject', 'interval', 'phase'],
    ],
  ])('%j', (text, labels) => {
    expect(labelsAt(text)).toEqual(labels);
  });

  test('required properties come first', () => {
    expect(labelsAt(inPhase('$0')).slice(0, 3)).toEqual(['freeze', 'epochs', 'optimizer']);
  });

  test('a forgotten brace is closed by the next block', () => {
    expect(
      labelsAt('pipeline a {\n  backbone resnet18 {\n    input: 64px\n  data images("x") {\n    resi$0'),
    ).toContain('resize');
  });

  test('what stands behind decides which word may stand before', () => {
    expect(labelsAt('pipeline a {\n  $0 efficientnet_lite0 {\n  }\n}')).toEqual(['backbone']);
    expect(labelsAt('pipeline a {\n  $0 images("x")\n}')).toEqual(['data']);
    expect(labelsAt('pipeline a {\n  $0 onnx("x")\n}')).toEqual(['backbone']);
    expect(labelsAt('$0 emoji "Which?" {\n}')).toEqual(['pipeline']);
    expect(labelsAt('$0 "shared.tlp"')).toEqual(['import']);
    expect(labelsAt(inPhase('$0: ..block5'))).toEqual(['freeze']);
    expect(labelsAt(inPhase('$0(patience: 3)'))).toEqual(['early_stop']);
  });
});

test('`except` goes on with `all` on its line; on the next one a property is more likely', () => {
  expect(labelsAt(inPhase('freeze: all $0'))[0]).toBe('except');
  expect(labelsAt(inPhase('freeze: all\n      $0'))[0]).toBe('epochs');
  expect(labelsAt(inPhase('freeze: all\n      $0')).at(-1)).toBe('except');
});

describe('the default is the one that holds here', () => {
  test.each([
    [inPhase('freeze: all\n      learning_rate: $0'), '1e-3'],
    [inPhase('freeze: ..block5\n      learning_rate: $0'), '5e-5'],
    [inPhase('freeze: none\n      learning_rate: $0'), '5e-5'],
    // What it depends on is not written, or takes a closer look.
    [inPhase('learning_rate: $0'), undefined],
    [inPhase('freeze: ..top\n      learning_rate: $0'), undefined],
    [inPhase('freeze: all except top\n      learning_rate: $0'), undefined],
    ['pipeline a {\n  backbone resnet18 {\n    input: $0\n  }\n}\n', '224px'],
    ['pipeline a {\n  backbone no_such {\n    input: $0\n  }\n}\n', undefined],
    [inData('batch: $0'), '32'],
  ])('%j: %s', (text, value) => {
    expect(itemsAt(text).find(({ detail }) => detail === 'the default')?.label).toBe(value);
  });
});

test('data that name no source may stand where a pipeline extends another', () => {
  const text = (head: string) => `pipeline a${head} {\n  da$0 {\n    batch: 8\n  }\n}\n`;
  expect(labelsAt(text(' extends b'))).toContain('data');
  expect(labelsAt(text(''))).not.toContain('data');
});

describe('values that depend on what is predicted', () => {
  const text = (data: string, schedule: string) =>
    `pipeline a {\n  data images("x") {\n    ${data}\n  }\n  schedule {\n    ${schedule}\n  }\n}\n`;
  const target = 'table: "t.csv"\n    image: file\n    target: age';
  const labels = 'table: "t.csv"\n    image: file\n    labels: tags';

  test.each([
    [text('', 'monitor: $0'), ['loss', 'accuracy', 'macro_f1', 'roc_auc', 'top_k', 'ece', 'env']],
    [text(target, 'monitor: $0'), ['loss', 'mae', 'rmse', 'r2', 'spearman', 'env']],
    // What tells no epochs apart is not offered.
    [
      text('', 'reject: unknown(95%)\n    monitor: $0'),
      ['loss', 'accuracy', 'macro_f1', 'roc_auc', 'top_k', 'ece', 'kept_accuracy', 'env'],
    ],
    [
      text(target, 'interval: 90%\n    monitor: $0'),
      ['loss', 'mae', 'rmse', 'r2', 'spearman', 'interval_width', 'env'],
    ],
    [text(target, 'interval: none\n    monitor: $0'), ['loss', 'mae', 'rmse', 'r2', 'spearman', 'env']],
    [
      text(target, 'phase b {\n      early_stop(metric: $0'),
      ['loss', 'mae', 'rmse', 'r2', 'spearman', 'env'],
    ],
    [text(target, 'loss: $0'), ['mse', 'huber', 'env']],
    [text('label: folder', 'loss: $0'), ['cross_entropy', 'focal', 'env']],
    [text(`${labels}\n    balance: $0`, ''), ['class_weights', 'sampling', 'none', 'env']],
    [text(`${target}\n    balance: $0`, ''), ['none', 'env']],
  ])('%j', (given, expected) => {
    expect([...labelsAt(given)].sort()).toEqual([...expected].sort());
  });
});

describe('what may be expected', () => {
  const text = (data: string, expected: string) =>
    `pipeline a {\n  data images("x") {\n    ${data}\n  }\n  expect {\n    ${expected}\n  }\n}\n`;
  const target = 'table: "t.csv"\n    image: file\n    target: age';
  const of = (split: string, ...metrics: readonly string[]) => metrics.map((metric) => `${split}.${metric}`);
  const numbers = ['loss', 'mae', 'rmse', 'r2', 'spearman'];

  test.each([
    [text(target, '$0'), [...of('test', ...numbers), ...of('validation', ...numbers), 'time']],
    [text(target, 'test.$0'), [...of('test', ...numbers), ...of('validation', ...numbers), 'time']],
    [
      text(target, 'test.mae <= 2 time <= 1min test.$0'),
      [...of('test', 'loss', 'rmse', 'r2', 'spearman'), ...of('validation', ...numbers)],
    ],
    [text(target, 'test.accuracy >= $0'), ['90%', 'env']],
    [text('', 'time <= 5$0'), ['5min', '10min', 'env']],
  ])('%j', (given, expected) => {
    expect(labelsAt(given)).toEqual(expected);
  });

  test('comes with its bound, and without where that is there', () => {
    expect(accepted(text('', 'test.acc$0'), 'test.accuracy')).toBe(text('', 'test.accuracy >= 90%'));
    expect(accepted(text('', 'tes$0 >= 80%'), 'test.accuracy')).toBe(text('', 'test.accuracy >= 80%'));
  });
});

describe('values', () => {
  test.each([
    [inPhase('optimizer: $0'), ['adamw', 'adam', 'lamb', 'lion', 'sgd', 'rmsprop', 'env']],
    [inPhase('optimizer: sgd($0)'), ['momentum:', 'nesterov:', 'weight_decay:', '0.9', 'env']],
    [inPhase('optimizer: sgd(momentum: 0.9, nesterov: $0)'), ['true', 'false', 'env']],
    [inPhase('learning_rate: cosine(1e-4, $0, warmup: 10%)'), ['end:', 'lowest:', '0', '1e-6', 'env']],
    [inPhase('early_stop(metric: $0'), [...allMetrics.map(({ name }) => name), 'env']],
    [inPhase('batch_norm: $0'), ['frozen', 'train', 'env']],
    [inPhase('epochs: $0'), ['10', 'env']],
    [inData('batch: 32, $0'), []],
    [
      inData('augment: flip, $0'),
      [
        'rotate',
        'zoom',
        'crop',
        'translate',
        'brightness',
        'contrast',
        'saturation',
        'hue',
        'erase',
        'trivial_augment',
        'env',
      ],
    ],
    // Whoever writes a property whose default is to do without comes for something else.
    [inData('balance: $0'), ['class_weights', 'sampling', 'none', 'env']],
    [inData('variants: $0'), ['4', 'none', 'env']],
    [inPhase('clip: $0'), ['1.0', 'none', 'env']],
    [inPhase('early_stop: $0'), ['3', 'none', 'env']],
    [inData('resize: $0'), ['stretch', 'crop', 'pad', 'env']],
    [inData('augment: zoom($0..1.1)'), ['0.9', 'env']],
    ['pipeline a {\n  backbone resnet18 {\n    weights: $0', ['imagenet', 'file', 'run', 'random', 'env']],
    [
      'pipeline a {\n  backbone $0',
      [...backbones.map(({ name }) => name), 'onnx', 'tfjs', 'huggingface', 'vectors', 'fastai'],
    ],
    ['pipeline a {\n  data $0', ['images', 'text']],
  ])('%j', (text, labels) => {
    expect(labelsAt(text)).toEqual(labels);
  });

  test('the layers of a head in the order in which people stack them', () => {
    expect(labelsAt(inHead('$0')).slice(0, 2)).toEqual(['pool', 'flatten']);
    expect(labelsAt(inHead('$0'))).toEqual(expect.arrayContaining(['linear', 'fastai', 'mlp']));
    expect(labelsAt(inHead('pool\n    $0'))).not.toContain('fastai');
    expect(labelsAt(inHead('pool\n    $0')).slice(0, 3)).toEqual(['dense(classes)', 'dropout', 'dense']);
  });

  test.each([
    ['den$0', 'dense(classes)'],
    ['pool\n    dense(256, relu)\n    den$0', 'dense(classes)'],
    ['pool\n    den$0\n    dense(classes)', 'dense(256, relu)'],
    ['pool\n    den$0\n    dropout(20%)', 'dense(256, relu)'],
    ['pool\n    dense(classes)\n    den$0', 'dense(256, relu)'],
  ])('a `dense` gives the scores where it is the last and none does yet: %j', (lines, text) => {
    expect(accepted(inHead(lines), 'dense')).toBe(inHead(lines.replace('den$0', text)));
  });

  test.each([
    ['label_smoothing: 1$0', '1%'],
    ['learning_rate: cosine(1e-3, warmup: 12$0', '12%'],
  ])('a number gets its unit: %s', (line, label) => {
    expect(labelsAt(inPhase(line))[0]).toBe(label);
  });

  test.each([
    [inData('augment: $0'), undefined],
    [inData('variants: $0'), undefined],
    [inData('balance: $0'), undefined],
    [inPhase('clip: $0'), undefined],
    [inPhase('early_stop: $0'), undefined],
    [inPhase('optimizer: $0'), 'adamw'],
    [inData('resize: $0'), 'stretch'],
  ])('a default is preselected unless it is to do without: %j', (text, label) => {
    expect(itemsAt(text).find(({ preselect }) => preselect)?.label).toBe(label);
  });

  test.each(['label_smoothing: 1%$0', 'learning_rate: cosine(1e-3, warmup: 12%$0', 'epochs: 12$0'])(
    'one that is whole leaves nothing to take: %s',
    (line) => {
      const typed = /\S+(?=\$0)/.exec(line)![0];
      expect(itemsAt(inPhase(line)).filter(({ filterText = '' }) => filterText.startsWith(typed))).toEqual(
        [],
      );
    },
  );

  test('the list is asked for again while a number with a unit is written', () => {
    const again = (text: string) => {
      const scene = sceneOf(text);
      return completion.answer(scene, scene.params).isIncomplete;
    };
    expect(again(inPhase('label_smoothing: $0'))).toBe(true);
    expect(again(inPhase('label_smoothing: 1$0'))).toBe(true);
    expect(again('pipeline a { backbone b { input: $0')).toBe(true);
    expect(again(inPhase('epochs: $0'))).toBe(false);
    expect(again(inPhase('optimizer: $0'))).toBe(false);
  });

  test('one out of range gets none', () => {
    expect(labelsAt(inPhase('label_smoothing: 99$0'))).not.toContain('99%');
  });
});

test('the last block is one of the whole network', () => {
  const text = (until: string) => `pipeline a { backbone resnet18 { until: ${until} } data images("x") }`;
  expect(labelsAt(text('$0'))).toEqual(expect.arrayContaining(['stem', 'layer1', 'layer4']));
  expect(labelsAt(text('lay$0er1'))).toContain('layer4');
});

describe('freezing', () => {
  const blocks = ['stem', 'block1', 'block2', 'block3', 'block4', 'block5', 'block6', 'block7', 'top'];
  const ranges = blocks.map((name) => `..${name}`);

  test.each([
    ['freeze: $0', ['all', 'none', ...ranges, ...blocks, 'first']],
    ['freeze: ..$0', blocks],
    ['freeze: .$0', ranges],
    // Where a range ends is not before where it begins.
    ['freeze: block6..$0', ['block6', 'block7', 'top']],
    ['freeze: $0..block2', ['stem', 'block1', 'block2']],
    // What is named already is not offered again.
    ['freeze: stem..block3, $0', [...blocks.slice(4), 'first']],
    ['freeze: all except block6.., $0', [...ranges.slice(0, 6), ...blocks.slice(0, 6), 'first']],
    ['freeze: all except $0', [...ranges, ...blocks, 'first']],
    ['freeze: $0 except top', ['all']],
    ['freeze: all $0 top', ['except']],
  ])('%s', (line, labels) => {
    expect(labelsAt(inPhase(line))).toEqual(labels);
  });

  test('the backbone may stand below, or in what is extended', () => {
    const below =
      'pipeline a {\n  schedule {\n    phase b {\n      freeze: ..$0\n    }\n  }\n  backbone resnet18\n}';
    expect(labelsAt(below)).toEqual(['stem', 'layer1', 'layer2', 'layer3', 'layer4']);
    const extended = `pipeline b extends a {\n  schedule {\n    phase c {\n      freeze: ..$0\n`;
    expect(labelsAt(`pipeline a {\n  backbone resnet18\n}\n${extended}`)).toEqual(labelsAt(below));
  });
});

describe('silence', () => {
  test.each([
    '// $0',
    '/* $0 */',
    '/* never closed $0',
    'pipeline $0',
    'pipeline a "Which $0?" {',
    'pipeline a { schedule { phase $0',
    'let $0 = 5',
    inPhase('epochs: 10 // how often$0'),
    inPhase('weights $0'),
    inPhase('epochs: 1.$0'),
    inPhase('epochs: env("$0")'),
    'pipeline a {\n  backbone resnet18 {\n    weights: file("$0")',
  ])('%j', (text) => {
    expect(labelsAt(text)).toEqual([]);
  });

  test.each([
    [inPhase('epochs: 10 $0'), ' '],
    [inPhase(' $0'), ' '],
    [inPhase('epochs: 10/$0'), '/'],
    [inPhase('epochs: 10.$0'), '.'],
    ['pipeline a "$0"', '"'],
  ])('at %j nothing for a typed %j', (text, sign) => {
    expect(labelsAt(text, { sign })).toEqual([]);
  });

  test.each([
    [inPhase('optimizer: $0'), ' '],
    [inPhase('optimizer: sgd($0'), '('],
    [inPhase('freeze: stem, $0'), ' '],
    [inPhase('freeze: ..$0'), '.'],
  ])('at %j something for a typed %j', (text, sign) => {
    expect(labelsAt(text, { sign })).not.toEqual([]);
  });
});

test('counts of blocks stand in every row where the client has room for them', () => {
  const text = 'pipeline p { backbone resnet18 schedule { phase a { freeze: ..$0 } } }';
  const first = (client: Partial<ClientAbilities>) => {
    const scene = sceneOf(text, { client });
    return completion.answer(scene, scene.params).items[0];
  };
  expect(first({ labelDetails: true })?.labelDetails).toEqual({ description: first({})?.detail });
  expect(first({})?.labelDetails).toBeUndefined();
});
