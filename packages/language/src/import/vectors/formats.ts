/** The forms of files of vectors, in the order in which they are tried. */
import type { VectorFormat } from './format.js';
import { glove } from './formats/glove.js';
import { wink } from './formats/wink.js';
import { word2vecBinary } from './formats/word2vec-binary.js';
import { word2vecText } from './formats/word2vec-text.js';

/** A line with two whole numbers would be a word with one number to GloVe, which therefore comes last. */
export const vectorFormats: readonly VectorFormat[] = [word2vecText, word2vecBinary, wink, glove];
