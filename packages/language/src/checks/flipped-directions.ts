import { classesOf } from '../data/look.js';
import { fileChecked } from './rule.js';

const sideways = ['left', 'right', 'east', 'west', 'clockwise', 'anticlockwise', 'counterclockwise'];
const upright = ['up', 'down', 'top', 'bottom', 'north', 'south', 'above', 'below'];

export const flippedDirections = fileChecked<{ direction: string; name: string; letters: boolean }>({
  code: 'TLP372',
  severity: 'warning',
  title: 'Images are flipped whose classes a flip would change',
  explanation:
    'A flipped image keeps its label. An arrow to the left that is mirrored points to the right, and a mirrored ' +
    '`b` is a `d`; the model is then taught what is wrong.',
  message: ({ direction, name, letters }) =>
    letters
      ? `The classes look like letters or digits (\`${name}\`), which a ${direction} flip turns into others.`
      : `A ${direction} flip turns \`${name}\` into another class.`,
  remedy: () => 'Take `flip` out of `augment`.',
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
