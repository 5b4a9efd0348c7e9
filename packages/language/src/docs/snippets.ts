/** How people write a frozen backbone with a new head in the library that it comes from, and the same as a pipeline. */
import type { Backbone } from '../backbones/card.js';

/** `classifier.1` -> `classifier[1]`: an index of a module is written in brackets. */
const attribute = (module: string): string => module.replace(/\.(\d+)/g, '[$1]');

/** The module of the last dense layer, in the names of the card's first layout. */
function classifierModule({ classifier, layouts }: Backbone): string | undefined {
  return classifier && layouts[0]?.locate(classifier.kernel).tensor.replace(/[./]\w+$/, '');
}

/** A dense layer, or the 1×1 convolution of SqueezeNet. */
function lastLayer({ classifier, layouts }: Backbone): string {
  const convolution = classifier && layouts[0]?.locate(classifier.kernel).shape?.length === 4;
  return convolution
    ? `Conv2d(${classifier.features}, classes, kernel_size=1)`
    : `Linear(${classifier?.features}, classes)`;
}

const libraries: readonly {
  readonly name: string;
  readonly of: RegExp;
  python(model: string, backbone: Backbone): readonly string[];
}[] = [
  {
    name: 'torchvision',
    of: /^torchvision \S+, (\w+)/,
    python(model, backbone) {
      const module = classifierModule(backbone);
      return [
        `model = torchvision.models.${model}(weights="DEFAULT")`,
        'for parameter in model.parameters():',
        '    parameter.requires_grad = False',
        ...(module ? [`model.${attribute(module)} = torch.nn.${lastLayer(backbone)}`] : []),
      ];
    },
  },
  {
    name: 'Keras',
    of: /^Keras \S+, (\w+)/,
    python: (model) => [
      `base = keras.applications.${model}(weights="imagenet", include_top=False, pooling="avg")`,
      'base.trainable = False',
      'model = keras.Sequential([base, keras.layers.Dense(classes)])',
    ],
  },
  {
    name: 'timm',
    of: /^timm \S+, ([\w.]+)/,
    python: (model, backbone) => [
      `model = timm.create_model("${model}", pretrained=True, num_classes=classes)`,
      'for name, parameter in model.named_parameters():',
      `    parameter.requires_grad = name.startswith("${classifierModule(backbone) ?? 'head'}")`,
    ],
  },
];

/** The library's name and its snippet; undefined for a reference that is no library of many networks. */
export function librarySnippet(
  backbone: Backbone,
): { readonly library: string; readonly python: string } | undefined {
  for (const { name, of, python } of libraries) {
    const model = of.exec(backbone.reference)?.[1];
    if (model) return { library: name, python: python(model, backbone).join('\n') };
  }
  return undefined;
}

/** The same as a pipeline. torchvision's way keeps the hidden layers of the classifier, Keras's does not. */
export const pipelineSnippet = ({ name, sources: [source], classifier, reference }: Backbone): string =>
  [
    `backbone ${name} {`,
    `  weights: ${source?.name ?? 'file("weights.pth")'}`,
    ...(classifier?.hidden && reference.startsWith('torchvision') ? ['  top: published'] : []),
    '}',
    'schedule {',
    '  phase head {',
    '    freeze: all',
    '    epochs: 10',
    '  }',
    '}',
  ].join('\n');
