/** The text of a first pipeline for texts, every choice with its reason beside it. */
import { buildBackbone } from '@tlp/language/backbones/build.js';
import type { Backbone } from '@tlp/language/backbones/card.js';
import { isFromFolder } from '@tlp/language/import/folder.js';
import { isOfVectors } from '@tlp/language/import/vectors/card.js';
import { long as longType } from '@tlp/language/modalities/text/long.js';
import { taskOfLabels } from '@tlp/language/resolve/labels.js';
import { column } from '@tlp/language/schema/columns.js';
import { type ModelFile, modelSources } from '@tlp/language/schema/models.js';
import { writeValue } from '@tlp/language/schema/write.js';
import { tasks } from '@tlp/language/tasks/index.js';
import { countList, labelLines, phases, quote, reasoned, splitText } from '../write-pipeline.js';
import type { TextChoices } from './choose.js';
import type { TextsInspected } from './inspect.js';

interface FirstPipeline {
  readonly name: string;
  /** Of the data, as the file names it, `/`-separated. */
  readonly path: string;
  readonly seen: (path: string) => string;
  readonly backbone: Backbone;
  readonly found: TextsInspected;
  readonly choices: TextChoices;
}

export function firstPipeline({ name, path, seen, backbone, found, choices }: FirstPipeline): string {
  const { data, classes, examples } = found;
  const { input, long, split, batch, balance } = choices;
  const task = taskOfLabels(data.labels);
  const { question, units } = tasks[task];
  const lines = [
    `pipeline ${name} ${quote(question('a text', classes.length))} {`,
    isOfVectors(backbone)
      ? '// Vectors of words. A model keeps those of these texts, and the most frequent others.'
      : `// ${backbone.family}, with the tokenizer that it was trained with.`,
    `backbone ${sourceOf(backbone, seen)} {`,
    ...reasoned(`input: ${input.value}`, input.reason),
    '}',
    `// ${examples.length} texts${classes.length === 0 ? '' : `: ${countList(classes)}`}.`,
    `data text(${quote(path)}) {`,
    ...(data.text.length > 0 ? [`text: ${data.text.map((one) => writeValue(column, one)).join(', ')}`] : []),
    ...labelLines('text', data.labels),
    ...(data.encoding === 'utf8'
      ? []
      : reasoned(
          `encoding: ${data.encoding}`,
          'some characters are not UTF-8, and read as this they are letters',
        )),
    ...(long ? reasoned(`long: ${writeValue(longType, long.value)}`, long.reason) : []),
    ...reasoned(`split: ${splitText(split.value)}`, split.reason),
    ...reasoned(`batch: ${batch.value}`, batch.reason),
    ...(balance ? reasoned(`balance: ${balance.value}`, balance.reason) : []),
    '}',
    'head {',
    `// ${backbone.pooled ? 'Some' : 'The pool that the network is used with, some'} dropout against overfitting, one ${units === 'classes' ? 'score per class' : 'number per target'}.`,
    ...(backbone.pooled ? [] : [`pool(${backbone.tokens?.pool ?? 'average'})`]),
    'dropout(10%)',
    `dense(${units})`,
    '}',
    'schedule {',
    ...(task === 'classification' ? ['monitor: accuracy'] : []),
    ...phases({ noun: 'texts', task, examples: examples.length, classes: classes.length }, () =>
      tuning(backbone),
    ),
    '}',
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

/** The folder or the file as the pipeline names it, or the repository. */
function sourceOf(backbone: Backbone, seen: FirstPipeline['seen']): string {
  const file = fileOf(backbone);
  return file ? writeValue(modelSources, { ...file, path: seen(file.path) }) : backbone.name;
}

function fileOf(backbone: Backbone): ModelFile | undefined {
  if (isFromFolder(backbone)) return backbone.folder.file;
  return isOfVectors(backbone) ? backbone.vectors.file : undefined;
}

function tuning(backbone: Backbone): readonly string[] {
  const { blocks } = buildBackbone(backbone, backbone.inputSize.native);
  const last = blocks[Math.floor((blocks.length - 1) * 0.67)]!.name;
  return [
    '// Then the last layers are fine-tuned at a low rate. The first ones know words and grammar, which suit any text.',
    'phase tune {',
    // A table of vectors is one block.
    blocks.length > 1 ? `freeze: ..${last}` : 'freeze: none',
    'epochs: 3',
    'optimizer: adamw(weight_decay: 0.01)',
    `learning_rate: cosine(${(backbone.tuneLimit / 2).toExponential()}, warmup: 10%)`,
    'early_stop(patience: 2)',
    '}',
  ];
}
