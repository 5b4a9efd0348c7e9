/** What the layers of an inverted residual network are called in weight files. */
import type { Unit } from './inverted-residual-units.js';
import { conv, depthwise, norm, type TorchModule } from './torch-layout.js';

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
export const torchUnits = (stages: Stages, namesOf: PartNames): readonly (readonly [string, TorchModule])[] =>
  stages.flat().flatMap((unit) =>
    partsOf(unit).flatMap(({ part, layers: [first, second] }, n) => {
      const [one, other] = namesOf(unit, part, n);
      return [
        [first, part === 'filter' ? depthwise(one) : conv(one)],
        [second, part === 'squeeze' ? conv(other) : norm(other)],
      ] as const;
    }),
  );

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

/** Where Keras's names of the units' layers are the graph's: those of EfficientNet. */
export const sameUnits = (stages: Stages): readonly Pair[] =>
  stages
    .flat()
    .flatMap((unit) => partsOf(unit).flatMap(({ layers }) => layers.map((layer): Pair => [layer, layer])));

/** The names that torchvision's EfficientNet and MobileNetV3 give to the parts of the unit at that path. */
export function torchvisionParts(path: string, part: Part, n: number): Pair {
  const module = `${path}.block.${n}`;
  return part === 'squeeze' ? [`${module}.fc1`, `${module}.fc2`] : [`${module}.0`, `${module}.1`];
}
