/** What there is to say of the words of the data beside those of a file of vectors. */
import { listed } from '@tlp/language/checks/listed.js';
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { counted, percent } from '@tlp/language/quantities.js';
import type { WordsFound } from './choose-words.js';

/** Above this share of unknown words, a text is mostly read by what is left of it. */
const many = 0.3;
/** So much more of the words must be known with the other case before that is told. */
const better = 0.1;

/** @param file of the vectors */
export function toldOfWords({
  backbone,
  coverage,
  beyond,
  inFile,
  otherCase,
}: WordsFound): readonly Diagnostic[] {
  const { name, vectors } = backbone;
  const { running, unknown, examples } = coverage;
  const share = (part: number, whole = running) => (whole === 0 ? 0 : part / whole);
  const place = { file: vectors.file.path };
  const words = vectors.chosen?.words.length ?? 0;
  const named = examples.length > 0 ? `, most often ${listed(examples.map((word) => `"${word}"`))}` : '';
  const lost =
    beyond > 0 ? ` ${percent(share(beyond))} are in ${name}, but rarer than those that are kept.` : '';
  const told: Diagnostic[] = [
    {
      code: 'TLP344',
      severity: 'info',
      message: `The model keeps ${counted(words, 'word')} of ${name}. ${percent(share(unknown))} of the ${counted(running, 'word')} of the training and validation texts are not among them${named}.${lost}`,
      remedy:
        beyond > 0
          ? 'Keep more of them: `words` in the brackets behind the path.'
          : 'Nothing needs to be done: they are read as one word that is not known.',
      ...place,
    },
  ];
  if (share(unknown) > many) {
    told.push({
      code: 'TLP398',
      severity: 'warning',
      message: `${percent(share(unknown))} of the words of the texts are not known to ${name}${named}.`,
      remedy: 'Take vectors that were trained on such texts and in their language, or another `split`.',
      ...place,
    });
  }
  const gained = share(inFile.unknown, inFile.running) - share(otherCase.unknown, otherCase.running);
  if (gained > better) {
    const [now, then] =
      vectors.style.case === 'keep' ? (['keep', 'lower'] as const) : (['lower', 'keep'] as const);
    told.push({
      code: 'TLP399',
      severity: 'warning',
      message: `With \`case: ${now}\`, ${percent(share(inFile.unknown, inFile.running))} of the words of the texts are not in ${name}; with \`case: ${then}\` they would be ${percent(share(otherCase.unknown, otherCase.running))}.`,
      remedy: `Write \`case: ${then}\` in the brackets behind the path.`,
      ...place,
    });
  }
  return told;
}
