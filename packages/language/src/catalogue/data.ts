import { readFormats } from '../modalities/images/image-formats.js';
import type { Catalogue } from './entry.js';

/** Codes TLP350–TLP399, TLP591, TLP682 and TLP683: raised by the runtime alone, see `fail` in `diagnostic.ts`; the others of the area are rules. */
export const dataCatalogue: Catalogue = {
  TLP351: {
    title: 'The data cannot be read',
    explanation:
      'The operating system refuses to read a folder or a file, a link is broken, or a table is too large. Leaving it out silently would change the dataset, so the run stops.',
  },
  TLP356: {
    title: 'The same example in two splits',
    explanation:
      'The files are identical byte for byte, or the texts are. A model remembers what it saw in training, so the test score would be too good. Splits by share keep copies together; split folders are used as they are.',
  },
  TLP357: {
    title: 'The same example in several classes',
    explanation:
      'The files or the texts are identical but have different labels, so at least one label is wrong. All copies are left out of every split.',
  },
  TLP359: {
    title: 'Not an image that can be read',
    explanation: `The first bytes are not those of a ${readFormats} file: another format, whatever the file is called, a web page saved by mistake, an empty file. A TIFF with other than 8 or 16 bits per channel is not read either.`,
  },
  TLP360: {
    title: 'Damaged image',
    explanation:
      'The file starts like an image but cannot be decoded to its end, for example after an interrupted download. Up to ten such images are reported at once.',
  },
  TLP362: {
    title: 'Image too large',
    explanation:
      'Images of more than 100 million pixels, or more than 65,535 pixels per side, are not decoded, because a small file can expand to fill all memory or take minutes.',
  },
  TLP387: {
    title: 'Images lost during a run',
    explanation:
      'Some images were deleted, replaced or damaged after the run started. Where their features were stored, those were used; otherwise the run continued without them, so that the training was not lost. The scores cover the remaining images.',
  },
  TLP388: {
    title: 'Too many images lost during a run',
    explanation:
      'More than a tenth of the images that a phase trains on or validates with were deleted, replaced or damaged while it ran. The run stops rather than train on the rest, because a disk may have failed. The last checkpoint is kept: once the images are back, `--resume` continues the run.',
  },
  TLP386: {
    title: 'Damaged images were left out',
    explanation:
      'The pipeline sets `unreadable: skip`, so images that cannot be decoded are in no split. They are found before the split is made. A resumed run leaves out the same images, even if they have been repaired; `run.json` lists them under `leftOut`.',
  },
  TLP385: {
    title: 'An image changed while it was used',
    explanation:
      'Images are hashed when the data is opened, and the split and all stored features go by that hash. This file had different bytes when it was decoded. They are not used, so that nothing is stored under the wrong hash.',
  },
  TLP392: {
    title: 'Nearly the same image in two splits',
    explanation:
      'The images look the same once they are made small, as a copy in another size or format does, or the next shot of a burst. A model remembers what it saw in training, so the score would be too good. Images are compared by a difference hash of 64 bits and their mean colors; mirrored, turned and cropped copies are not found. Plain images are not compared.',
  },
  TLP344: {
    title: 'The words that a model keeps',
    explanation:
      'Of a file of vectors, a model keeps the words of the training and validation texts, and fills up with the most frequent words of the file. Words that are not kept are read as one word that is not known. `words` in the brackets behind the path says how many are kept at most.',
  },
  TLP398: {
    title: 'Many words are not known',
    explanation:
      'More than 30% of the words of the training and validation texts are not among those that the model keeps, so that it reads little of them. The vectors may be of another language or of other texts, or their words may be written in another way.',
  },
  TLP399: {
    title: 'The case of the words does not fit',
    explanation:
      'Words are looked up as they are written, or lower-cased where the words of the file have no capitals. In the other case, at least 10% more of the words of the texts would be in the file.',
  },
  TLP687: {
    title: 'Capitals that texts lack, or are full of',
    explanation:
      'A cased network learned names, beginnings of sentences and abbreviations by their capitals. Where all texts are in small letters, or many in capitals only, it reads other pieces of words than it was trained with, mostly rarer ones. An uncased network lower-cases texts itself, and it makes no difference.',
  },
  TLP688: {
    title: "Texts that are not fastai's tokens",
    explanation:
      'The networks of fastai were trained on the tokens of its own tokenizer, which divides texts with spaCy and writes `xxbos` before each text and `xxmaj` before a capital. A `text` of raw words is divided at spaces only, so that words with a capital or a comma are not known.',
  },
  TLP689: {
    title: 'A tokenizer that does not fit the network',
    explanation:
      'A network has a vector for each token of the tokenizer that it was trained with. Where the tokenizer has more, it is of another network, or tokens were added to it and not to the network. Texts with such a token cannot be read.',
  },
  TLP395: {
    title: 'Nearly the same text in two splits',
    explanation:
      'The texts are the same but for capitals, white space, or the form in which Unicode writes a character. A model remembers what it saw in training, so the score would be too good.',
  },
  TLP396: {
    title: 'A text that cannot be read',
    explanation:
      'The bytes are no characters of the encoding, which is UTF-8 unless `encoding` names another, or the text is longer than ten million characters. Up to ten such files are reported at once.',
  },
  TLP397: {
    title: 'Blank texts were left out',
    explanation:
      'A file or row that is empty or holds white space only says nothing, so it is in no split and has no prediction.',
  },
  TLP682: {
    title: 'A first pipeline needs another network',
    explanation:
      '`tlp new` starts from a network that reads what the data are. For images there is a usual one; for texts, a folder that Transformers wrote, or that was downloaded from Hugging Face, is named by `--backbone`.',
  },
  TLP683: {
    title: 'No columns for a first pipeline',
    explanation:
      '`tlp new` takes the column with the longest texts for the text, and looks among the others for classes, labels or numbers. It found none: the answers may be texts of their own, or there is one column only.',
  },
  TLP367: {
    title: 'Features cannot be stored',
    explanation:
      'The feature store could not be written, for example because the disk is full. Training continues, and the next run computes the frozen layers again. Set `TLP_CACHE` to move the cache to another folder, or `TLP_FEATURES_MAX_GB` to limit its size.',
  },
  TLP591: {
    title: 'Stored features were damaged',
    explanation:
      'Files of the feature store did not match their checksums: a disk failed, or something else wrote to them. They have been removed, and ' +
      'what they held is computed again, from the examples or from the stored features of a shallower cut.',
  },
  TLP368: {
    title: 'The size of the feature store is not a number',
    explanation:
      '`TLP_FEATURES_MAX_GB` limits the size of the feature store, in gigabytes. The default is 10.',
  },
  TLP369: {
    title: 'No room for the features',
    explanation:
      'The cache disk is full or read-only, and the features are too large to keep in memory instead.',
  },
};
