import { fileChecked } from '../../../checks/checked.js';
import { classesOf } from '../../../data/seen.js';
import { directionsOf } from '../augmentations.js';
import { type ImageData, isImageData } from '../data.js';

const sideways = ['left', 'right', 'east', 'west', 'clockwise', 'anticlockwise', 'counterclockwise'];
const upright = ['up', 'down', 'top', 'bottom', 'north', 'south', 'above', 'below'];

export const flippedDirections = fileChecked<
  { direction: string; name: string; letters: boolean; property: 'augment' | 'tta' },
  ImageData
>({
  applies: { data: isImageData },
  code: 'TLP372',
  severity: 'warning',
  title: 'A flip would change the class of an image',
  explanation:
    'A flipped image keeps its label, and where it is judged by its mirror images, they have one answer. Mirrored, an arrow to the left points to the right, and a `b` is a `d`; the model would be trained on wrong labels.',
  message: ({ direction, name, letters }) =>
    letters
      ? `The classes look like letters or digits (\`${name}\`), and a ${direction} flip can turn one into another.`
      : `A ${direction} flip turns \`${name}\` into another class.`,
  remedy: ({ property }) => (property === 'tta' ? 'Remove `tta`.' : 'Remove `flip` from `augment`.'),
  bad: {
    data: 'augment: flip(horizontal), rotate(10deg)\nvariants: 4',
    folders: { 'photos/arrow_left': 30, 'photos/arrow_right': 30 },
  },
  good: {
    data: 'augment: rotate(10deg)\nvariants: 4',
    folders: { 'photos/arrow_left': 30, 'photos/arrow_right': 30 },
  },
  reads: ['data.path', 'data.split', 'data.augment', 'data.tta'],
  check({ pipeline, data }, found) {
    const names = data ? classesOf(data) : [];
    if (names.length === 0) return;
    const { augment, tta } = pipeline.data;
    const index = augment.findIndex(({ kind }) => kind === 'flip');
    const flip = augment[index];
    const flips = [
      ...(flip?.kind === 'flip'
        ? [{ property: 'augment' as const, at: `data.augment.${index}`, ...flip }]
        : []),
      ...(tta ? [{ property: 'tta' as const, at: 'data.tta', ...directionsOf(tta) }] : []),
    ];
    for (const { property, at, horizontal, vertical } of flips) {
      const changed = changedBy({ horizontal, vertical }, names);
      if (changed) found({ property, ...changed }, at);
    }
  },
});

interface Directions {
  readonly horizontal: boolean;
  readonly vertical: boolean;
}

/** A class that is another one when it is flipped. */
function changedBy({ horizontal, vertical }: Directions, names: readonly string[]) {
  const signs = names.filter((name) => /^(?:\d|[a-z])$/i.test(name));
  if (signs.length * 2 > names.length) {
    return { name: signs[0]!, letters: true, direction: horizontal ? 'horizontal' : 'vertical' };
  }
  const ways = [
    { direction: 'horizontal', words: sideways, flips: horizontal },
    { direction: 'vertical', words: upright, flips: vertical },
  ];
  for (const { direction, words, flips } of ways) {
    const directed = flips ? names.filter((name) => wordsOf(name).some((word) => words.includes(word))) : [];
    // One class with such a word may mean something else: a right whale, a top hat.
    if (directed.length > 1) return { name: directed[0]!, letters: false, direction };
  }
  return undefined;
}

const wordsOf = (name: string): readonly string[] => name.toLowerCase().split(/[^a-z]+/);
