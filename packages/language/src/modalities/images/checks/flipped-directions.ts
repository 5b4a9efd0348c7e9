import { fileChecked } from '../../../checks/checked.js';
import { classesOf } from '../../../data/seen.js';
import { type ImageData, isImageData } from '../data.js';

const sideways = ['left', 'right', 'east', 'west', 'clockwise', 'anticlockwise', 'counterclockwise'];
const upright = ['up', 'down', 'top', 'bottom', 'north', 'south', 'above', 'below'];

export const flippedDirections = fileChecked<
  { direction: string; name: string; letters: boolean },
  ImageData
>({
  applies: { data: isImageData },
  code: 'TLP372',
  severity: 'warning',
  title: 'A flip would change the class of an image',
  explanation:
    'A flipped image keeps its label. Mirrored, an arrow to the left points to the right, and a `b` is a `d`; the model would be trained on wrong labels.',
  message: ({ direction, name, letters }) =>
    letters
      ? `The classes look like letters or digits (\`${name}\`), and a ${direction} flip can turn one into another.`
      : `A ${direction} flip turns \`${name}\` into another class.`,
  remedy: () => 'Remove `flip` from `augment`.',
  bad: {
    data: 'augment: flip(horizontal), rotate(10deg)\nvariants: 4',
    folders: { 'photos/arrow_left': 30, 'photos/arrow_right': 30 },
  },
  good: {
    data: 'augment: rotate(10deg)\nvariants: 4',
    folders: { 'photos/arrow_left': 30, 'photos/arrow_right': 30 },
  },
  reads: ['data.path', 'data.split', 'data.augment'],
  check({ pipeline, data }, found) {
    const names = data ? classesOf(data) : [];
    const index = pipeline.data.augment.findIndex(({ kind }) => kind === 'flip');
    const flip = pipeline.data.augment[index];
    if (flip?.kind !== 'flip' || names.length === 0) return;
    const at = `data.augment.${index}`;
    const direction = flip.horizontal ? 'horizontal' : 'vertical';
    const signs = names.filter((name) => /^(?:\d|[a-z])$/i.test(name));
    if (signs.length * 2 > names.length) return found({ direction, name: signs[0]!, letters: true }, at);
    const words = [...(flip.horizontal ? sideways : []), ...(flip.vertical ? upright : [])];
    const directed = names.filter((name) => wordsOf(name).some((word) => words.includes(word)));
    // One class with such a word may mean something else: a right whale, a top hat.
    if (directed.length > 1) found({ direction, name: directed[0]!, letters: false }, at);
  },
});

const wordsOf = (name: string): readonly string[] => name.toLowerCase().split(/[^a-z]+/);
