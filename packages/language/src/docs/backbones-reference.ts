/** `docs/backbones.md`, from the cards. */
import { buildBackbone } from '../backbones/build.js';
import type { Backbone, WeightSource } from '../backbones/card.js';
import { backbones } from '../backbones/catalogue.js';
import { preprocessingFor } from '../backbones/preprocessing.js';
import { topBlock } from '../backbones/published-top.js';
import { nodesByName, typeOf } from '../graph/walk.js';
import { modalityOf } from '../modalities/index.js';
import { count } from '../quantities.js';
import { anchorOf } from './anchors.js';
import { code, table } from './markdown.js';
import { librarySnippet, pipelineSnippet } from './snippets.js';

const listed = (values: Iterable<string>): readonly string[] => [...new Set(values)];

function inputOf({ modality, inputSize: { native, minimum, multipleOf, only } }: Backbone): string {
  const { unit } = modalityOf({ kind: modality });
  if (only !== undefined) return `${only}${unit} only`;
  return `${native}${unit}; from ${minimum}${unit}${multipleOf > 1 ? `, in ${multipleOf}s` : ''}`;
}

function addressOf({ origins }: WeightSource<object>): string | undefined {
  return origins.flatMap((origin) => (origin.kind === 'url' ? [origin.url] : []))[0];
}

function sourceText(source: WeightSource<object>): string {
  const address = addressOf(source);
  const name = `\`${source.name}\``;
  const top1 = source.top1 === undefined ? '' : ` ${(source.top1 * 100).toFixed(1)}%`;
  return `${address ? `[${name}](${address})` : name}${top1}`;
}

/** How many numbers the head reads of each place; those of a vector where hidden layers of the top are kept. */
function featuresOf(backbone: Backbone): string {
  const { classifier } = backbone;
  if (!classifier?.hidden) return String(classifier?.features ?? '');
  const { shape } = typeOf(nodesByName(buildBackbone(backbone)), buildBackbone(backbone).outputs[0]!);
  return `${shape.at(-1)}; ${classifier.features} with \`top: published\``;
}

const variantRow = (backbone: Backbone): readonly string[] => [
  `\`${backbone.name}\``,
  backbone.reference,
  count(backbone.parameters),
  inputOf(backbone),
  featuresOf(backbone),
  backbone.sources.map(sourceText).join(', ') || 'from a file',
];

/** The blocks of the variants, those with the same ones together. */
function blockLines(variants: readonly Backbone[]): readonly string[] {
  const names = variants.map((backbone) => ({
    backbone,
    blocks: buildBackbone(backbone)
      .blocks.map(({ name }) => `\`${name}\``)
      .join(' '),
  }));
  const all = listed(names.map(({ blocks }) => blocks));
  return all.map((blocks) => {
    const of = names.filter((one) => one.blocks === blocks).map(({ backbone }) => `\`${backbone.name}\``);
    return all.length === 1 ? `- Blocks: ${blocks}` : `- Blocks of ${of.join(', ')}: ${blocks}`;
  });
}

/** Of the hidden layers of the published classifier. */
function topLines(variants: readonly Backbone[]): readonly string[] {
  const hidden = listed(
    variants.flatMap(({ classifier }) => (classifier?.hidden ? count(classifier.hidden.parameters) : [])),
  );
  return hidden.length === 0
    ? []
    : [
        `- With \`top: published\` a block \`${topBlock}\` follows, of ${hidden.join(' or ')} parameters: the hidden layers of the published classifier.`,
      ];
}

/** How the published weights want their input, those of one way together. */
function preprocessingLines(variants: readonly Backbone[]): readonly string[] {
  const ways = variants.flatMap((backbone) => {
    const { preprocessing } = modalityOf({ kind: backbone.modality });
    const own = backbone.sources.map((source) => ({
      name: `\`${backbone.name}\` \`${source.name}\``,
      way: preprocessing(preprocessingFor(backbone, { source })),
    }));
    return own.length > 0
      ? own
      : [{ name: `\`${backbone.name}\``, way: preprocessing(backbone.preprocessing) }];
  });
  const all = listed(ways.map(({ way }) => way));
  return all.map((way) => {
    const of = ways.filter((one) => one.way === way).map(({ name }) => name);
    return all.length === 1 ? `- Preprocessing: ${way}.` : `- Preprocessing of ${of.join(', ')}: ${way}.`;
  });
}

const licenceLine = (variants: readonly Backbone[]): readonly string[] => {
  const licences = listed(variants.flatMap(({ sources }) => sources.map(({ licence }) => licence)));
  const trainedOn = listed(variants.flatMap(({ sources }) => sources.map((source) => source.trainedOn)));
  return licences.length === 0
    ? []
    : [`- License of the weights: ${licences.join(', ')}. Trained on: ${trainedOn.join('; ')}.`];
};

/** The way from each library that has the family, by its first variant there. */
function ways(variants: readonly Backbone[]): readonly string[] {
  const seen = new Set<string>();
  return variants.flatMap((backbone) => {
    const snippet = librarySnippet(backbone);
    if (!snippet || seen.has(snippet.library)) return [];
    seen.add(snippet.library);
    return [
      `From ${snippet.library}:`,
      code('python', snippet.python),
      'In a pipeline:',
      code('tlp', pipelineSnippet(backbone)),
    ];
  });
}

function family(name: string): readonly string[] {
  const variants = backbones.filter((backbone) => backbone.family === name);
  return [
    `## ${name}`,
    listed(variants.map(({ paper }) => paper)).join('  \n'),
    table(
      ['backbone', 'as in', 'parameters', 'input', 'features', 'weights, top-1'],
      variants.map(variantRow),
    ),
    [
      ...blockLines(variants),
      ...topLines(variants),
      ...preprocessingLines(variants),
      ...licenceLine(variants),
    ].join('\n'),
    ...ways(variants),
  ];
}

export function backbonesReference(): string {
  const families = listed(backbones.map((backbone) => backbone.family));
  const parts = [
    '# Backbones',
    'This page is generated from the catalogue. `tlp backbones NAME` shows one backbone with its layers and shapes; ' +
      '`tlp weights FILE` says which backbone a weight file is for. [parity.md](parity.md) compares each with its reference.',
    '- *As in*: the implementation whose numbers the graph reproduces. Where Keras and torchvision compute different things ' +
      'under one name, each is a backbone: `resnet50` and `resnet50_keras`.\n' +
      '- *Parameters*: those that train, without the classifier. *Input*: the side of the square image that the weights were trained ' +
      'for; the smallest, and the step.\n' +
      '- *Weights*: the names that `weights:` takes, with the published top-1 accuracy on ImageNet. The first is the default.',
    `${families.map((name) => `[${name}](#${anchorOf(name)})`).join(' · ')}`,
    ...families.flatMap(family),
  ];
  return `${parts.join('\n\n')}\n`;
}
