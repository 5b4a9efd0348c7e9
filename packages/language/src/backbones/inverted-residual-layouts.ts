/** What the layers of an inverted residual network are called in weight files. */
import type { Unit } from './inverted-residual-units.js';
import { conv, depthwise, linear, norm, type TorchModule } from './torch-layout.js';

/** What a pair of a unit's layers does: `squeeze` are the two convolutions of squeeze-and-excitation, the others one with its norm. */
export type Part = 'expand' | 'filter' | 'squeeze' | 'project';

type Pair = readonly [string, string];

/** Names in a file of the two layers of a unit's part, which is the unit's n-th, from 0. */
export type PartNames = (unit: Unit, part: Part, n: number) => Pair;

type Stages = readonly (readonly Unit[])[];

interface PartLayers {
  readonly part: Part;
  readonly layers: Pair;
}

function partsOf({ name, hidden, squeezed, fused = false }: Unit): readonly PartLayers[] {
  const part = (part: Part, first: string, second: string): PartLayers => ({
    part,
    layers: [`${name}_${first}`, `${name}_${second}`],
  });
  return [
    ...(hidden === undefined ? [] : [part('expand', 'expand_conv', 'expand_bn')]),
    ...(fused ? [] : [part('filter', 'dwconv', 'bn')]),
    ...(squeezed === undefined ? [] : [part('squeeze', 'se_reduce', 'se_expand')]),
    part('project', 'project_conv', 'project_bn'),
  ];
}

/** The units' layers and their modules in a PyTorch file. */
const torchUnits = (stages: Stages, namesOf: PartNames): readonly (readonly [string, TorchModule])[] =>
  stages.flat().flatMap((unit) =>
    partsOf(unit).flatMap(({ part, layers: [first, second] }, n) => {
      const [one, other] = namesOf(unit, part, n);
      return [
        [first, part === 'filter' ? depthwise(one) : conv(one)],
        [second, part === 'squeeze' ? conv(other) : norm(other)],
      ] as const;
    }),
  );

/** Modules of a PyTorch file around the units: the stem's and the top's convolution with its norm, and the classifier. */
interface TorchEnds {
  readonly stem: Pair;
  readonly top: Pair;
  readonly classifier: string;
}

/** Every layer of the network and its module in a PyTorch file. */
export const torchModules = (
  stages: Stages,
  { stem, top, classifier }: TorchEnds,
  namesOf: PartNames,
): ReadonlyMap<string, TorchModule> =>
  new Map([
    ['stem_conv', conv(stem[0])],
    ['stem_bn', norm(stem[1])],
    ...torchUnits(stages, namesOf),
    ['top_conv', conv(top[0])],
    ['top_bn', norm(top[1])],
    ['classifier', linear(classifier)],
  ]);

/** The modules of torchvision's EfficientNets, where a stage is a module. */
export const efficientnetModules = (stages: Stages): ReadonlyMap<string, TorchModule> => {
  const top = `features.${stages.length + 1}`;
  return torchModules(
    stages,
    { stem: ['features.0.0', 'features.0.1'], top: [`${top}.0`, `${top}.1`], classifier: 'classifier.1' },
    ({ stage, position }, part, n) => torchvisionParts(`features.${stage + 1}.${position}`, part, n),
  );
};

/** The units' layers and their names in Keras. */
export const kerasUnits = (stages: Stages, namesOf: PartNames): readonly Pair[] =>
  stages.flat().flatMap((unit) =>
    partsOf(unit).flatMap(({ part, layers: [first, second] }, n): readonly Pair[] => {
      const [one, other] = namesOf(unit, part, n);
      return [
        [first, one],
        [second, other],
      ];
    }),
  );

/**
 * The layers of Keras's EfficientNets, which have the graph's names, but for the classifier and, in the second version, the
 * depthwise convolutions.
 */
export const efficientnetLayers = (stages: Stages, depthwiseName = 'dwconv'): ReadonlyMap<string, string> =>
  new Map([
    ...['stem_conv', 'stem_bn', 'top_conv', 'top_bn'].map((layer) => [layer, layer] as const),
    ...stages
      .flat()
      .flatMap((unit) => partsOf(unit).flatMap(({ layers }) => layers))
      .map((layer) => [layer, layer.replace(/dwconv$/, depthwiseName)] as const),
    ['classifier', 'predictions'],
  ]);

/** The names that torchvision's EfficientNet and MobileNetV3 give to the parts of the unit at that path. */
export function torchvisionParts(path: string, part: Part, n: number): Pair {
  const module = `${path}.block.${n}`;
  return part === 'squeeze' ? [`${module}.fc1`, `${module}.fc2`] : [`${module}.0`, `${module}.1`];
}
