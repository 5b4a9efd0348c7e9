/** The text of a first pipeline for images, every choice with its reason beside it. */

import { buildBackbone } from '@tlp/language/backbones/build.js';
import type { Backbone } from '@tlp/language/backbones/card.js';
import { taskOfLabels } from '@tlp/language/resolve/labels.js';
import { tasks } from '@tlp/language/tasks/index.js';
import { countList, labelLines, phases, quote, reasoned, splitText } from '../write-pipeline.js';
import type { DataProposal, MildAugmentation } from './inspect.js';

/**
 * @param path of the data folder as the file names it, `/`-separated
 * @param table the same of the table, where there is one
 */
export function firstPipeline(
  name: string,
  path: string,
  backbone: Backbone,
  proposal: DataProposal,
  table = '',
): string {
  const { settings, reasons, classes, images, labels } = proposal;
  const task = taskOfLabels(labels);
  const { question, units } = tasks[task];
  const augmented = settings.augment.length > 0;
  const { multipleOf, only } = backbone.inputSize;
  const size = Math.round(proposal.inputSize / multipleOf) * multipleOf;
  const lines = [
    `pipeline ${name} ${quote(question('an image', classes.length))} {`,
    `// ${backbone.title}, trained on ${backbone.sources[0]?.trainedOn ?? 'nothing'}: its preprocessing comes with it.`,
    `backbone ${backbone.name} {`,
    `weights: ${backbone.sources[0]?.name ?? 'random'}`,
    ...(only === undefined
      ? reasoned(`input: ${size}px`, reasons.inputSize)
      : reasoned(`input: ${only}px`, `the only size that ${backbone.title} reads`)),
    '}',
    `// ${images} images${classes.length === 0 ? '' : `: ${countList(classes)}`}.`,
    `data images(${quote(path)}) {`,
    ...labelLines('images', labels, table),
    ...reasoned(`split: ${splitText(settings.split)}`, reasons.split),
    ...(augmented
      ? [
          ...reasoned(`augment: ${settings.augment.map(augmentText).join(', ')}`, reasons.augment),
          ...(settings.variants === null ? [] : reasoned(`variants: ${settings.variants}`, reasons.variants)),
        ]
      : []),
    ...reasoned(`batch: ${settings.batch}`, reasons.batch),
    ...(task === 'classification' ? reasoned(`balance: ${settings.balance}`, reasons.balance) : []),
    ...reasoned(`resize: ${settings.resize}`, reasons.resize),
    '}',
    'head {',
    `// One feature vector per image, some dropout against overfitting, one ${units === 'classes' ? 'score per class' : 'number per target'}.`,
    'pool(average)',
    'dropout(20%)',
    `dense(${units})`,
    '}',
    'schedule {',
    ...(task === 'classification' ? ['monitor: accuracy'] : []),
    ...phases({ noun: 'images', task, examples: images, classes: classes.length }, () => tuning(backbone)),
    '}',
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

function tuning(backbone: Backbone): readonly string[] {
  const blocks = buildBackbone(backbone, backbone.inputSize.native).blocks;
  const last = blocks[Math.floor((blocks.length - 1) * 0.67)]!.name;
  return [
    '// Then the last blocks are fine-tuned at a low rate. The first ones detect edges and colors, which suit any image.',
    'phase tune {',
    `freeze: ..${last}`,
    'epochs: 5',
    'optimizer: adamw(weight_decay: 0.01)',
    `learning_rate: cosine(${(backbone.tuneLimit / 2).toExponential()}, warmup: 10%)`,
    'early_stop(patience: 3)',
    '}',
  ];
}

function augmentText(a: MildAugmentation): string {
  switch (a.kind) {
    case 'flip':
      return `flip(${a.horizontal && a.vertical ? 'both' : a.horizontal ? 'horizontal' : 'vertical'})`;
    case 'rotate':
      return `rotate(${a.degrees}deg)`;
    case 'zoom':
      return `zoom(${a.min}..${a.max})`;
  }
}
