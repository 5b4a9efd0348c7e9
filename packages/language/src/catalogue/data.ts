import type { Catalogue } from './entry.js';

/** Codes TLP350–TLP399: raised by the runtime, see `fail` in `diagnostic.ts`. */
export const dataCatalogue: Catalogue = {
  TLP350: {
    title: 'Data folder not found',
    explanation:
      'The path in `images("…")` starts from the folder of the `.tlp` file, not from where `tlp` is started. It must name a folder, with one sub-folder of pictures per class.',
  },
  TLP351: {
    title: 'No permission to read the data',
    explanation:
      'A folder or a picture exists but the operating system refuses to read it, or a link leads nowhere. Leaving it out silently would change the data set, so the run stops.',
  },
  TLP352: {
    title: 'No pictures',
    explanation:
      'The data folder has no sub-folder with a PNG, JPEG or WebP picture. The name of the sub-folder is the label: `data/cat/1.jpg`, `data/dog/1.jpg`.',
  },
  TLP353: {
    title: 'Only one class',
    explanation:
      'A classifier needs something to tell apart. To recognise one thing among everything else, add a second folder with pictures of everything else.',
  },
  TLP354: {
    title: 'A class with a single picture',
    explanation:
      'Its one picture goes to training, so neither validation nor test says anything about the class.',
  },
  TLP355: {
    title: 'A class that training never sees',
    explanation:
      'The network can never answer with this class, while validation or test ask for it. Happens with `random` splits of rare classes and with split folders that hold different classes.',
  },
  TLP356: {
    title: 'The same picture in two splits',
    explanation:
      'The files are identical byte by byte. What a model has seen in training it recalls in the test, and the score promises more than new pictures will give. Splits by fraction keep copies together by themselves; folders are taken as they are.',
  },
  TLP357: {
    title: 'The same picture in several classes',
    explanation:
      'The files are identical byte by byte but their labels differ, so one label at least is wrong. All copies are left out of every split.',
  },
  TLP358: {
    title: 'Files that are not pictures',
    explanation:
      'Files without the extension of a PNG, JPEG or WebP picture are ignored. Hidden files are ignored without a word.',
  },
  TLP359: {
    title: 'Not a picture',
    explanation:
      'The name ends like a picture, but the first bytes are not those of a PNG, JPEG or WebP file: another format, a web page saved by mistake, an empty file.',
  },
  TLP360: {
    title: 'Damaged picture',
    explanation:
      'The file begins as a picture but cannot be decoded to its end, as after an interrupted download or copy. Up to ten such pictures are reported at once.',
  },
  TLP361: {
    title: 'Split folder not found',
    explanation: '`split: folders(…)` names sub-folders of the data folder, each with its own class folders.',
  },
  TLP362: {
    title: 'Picture too large',
    explanation:
      'Pictures of more than 100 million pixels are not decoded: a small file can hold a picture that fills all memory.',
  },
  TLP363: {
    title: 'Empty class folder',
    explanation: 'A folder without pictures is no class; the network gets no output for it.',
  },
  TLP364: {
    title: 'Pictures without a class',
    explanation: 'Pictures beside the class folders have no label and are ignored.',
  },
  TLP365: {
    title: 'Splits taken for classes',
    explanation:
      'The sub-folders are named like `train` and `test`. With a split by fraction they would be the classes; `split: folders(…)` takes them for what they are.',
  },
  TLP366: {
    title: 'A class that is not measured',
    explanation:
      'Validation or test has no picture of the class, so a model that always gets it wrong looks as good as one that does not.',
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
