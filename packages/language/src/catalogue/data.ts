import type { Catalogue } from './entry.js';

/** Codes TLP350–TLP399: raised by the runtime alone, see `fail` in `diagnostic.ts`; the others of the area are rules. */
export const dataCatalogue: Catalogue = {
  TLP351: {
    title: 'No permission to read the data',
    explanation:
      'A folder or an image exists but the operating system refuses to read it, or a link leads nowhere. Leaving it out silently would change the data set, so the run stops.',
  },
  TLP356: {
    title: 'The same image in two splits',
    explanation:
      'The files are identical byte by byte. What a model has seen in training it recalls in the test, and the score promises more than new images will give. Splits by fraction keep copies together by themselves; folders are taken as they are.',
  },
  TLP357: {
    title: 'The same image in several classes',
    explanation:
      'The files are identical byte by byte but their labels differ, so one label at least is wrong. All copies are left out of every split.',
  },
  TLP359: {
    title: 'Not an image',
    explanation:
      'The name ends like an image, but the first bytes are not those of a PNG, JPEG or WebP file: another format, a web page saved by mistake, an empty file.',
  },
  TLP360: {
    title: 'Damaged image',
    explanation:
      'The file begins as an image but cannot be decoded to its end, as after an interrupted download or copy. Up to ten such images are reported at once.',
  },
  TLP362: {
    title: 'Image too large',
    explanation:
      'Images of more than 100 million pixels are not decoded: a small file can hold an image that fills all memory.',
  },
  TLP367: {
    title: 'Features cannot be stored',
    explanation:
      'The feature store could not be written, as on a full disk. Training goes on; the next run computes the frozen layers again. `TLP_CACHE` names another folder for the cache, `TLP_FEATURES_MAX_GB` its size.',
  },
  TLP368: {
    title: 'Size of the feature store is no number',
    explanation:
      '`TLP_FEATURES_MAX_GB` bounds the feature store in the per-user cache, in gigabytes; 10 where it is not set.',
  },
  TLP369: {
    title: 'Features fit nowhere',
    explanation:
      'The disk of the cache is full or cannot be written, and the features are too large to be kept in memory instead.',
  },
};
