/** The mistakes that people make most often in transfer learning, and what finds each. */
import { describe, expect, test } from 'vitest';
import { diagnosticCatalogue } from '../catalogue/index.js';
import { rules } from './index.js';

type Found =
  /** Rules of the language, by code. */
  | { readonly by: string }
  /** Needs the images or the numbers themselves, so a run finds it. */
  | { readonly running: string }
  /** Cannot be written, or cannot go wrong. */
  | { readonly never: string }
  /** Concerns texts, for which there is no backbone yet. */
  | { readonly waits: 'text backbones' };

const text: Found = { waits: 'text backbones' };

const mistakes: Readonly<Record<string, Readonly<Record<string, Found>>>> = {
  'Weights and backbone': {
    'unknown backbone or variant': { by: 'TLP200 TLP201' },
    'classes ≠ 1000 with the ImageNet top': { never: 'a backbone has no top; `include_top` is TLP101' },
    'input below the minimum': { by: 'TLP202' },
    'input not a multiple of the stride': { by: 'TLP203' },
    'input far from the native size': { by: 'TLP206' },
    'channels ≠ 3': { never: 'images are read as RGB; `channels` is TLP101' },
    'a weight file that is missing, of another kind or damaged': { by: 'TLP204 TLP250 TLP254 TLP257' },
    'a weight file whose shapes do not fit, naming the first misfit': { by: 'TLP255' },
    'a run to go on from that is missing, unfinished or damaged': { by: 'TLP573 TLP574' },
    'a run of another backbone, or whose head cannot be carried over': { by: 'TLP575 TLP887' },
    'random weights that are frozen': { by: 'TLP205' },
    'hash mismatch': { running: 'TLP261' },
    'embedding size or vocabulary coverage': text,
  },
  Data: {
    'explicit normalisation on a backbone that normalises': { by: 'TLP101' },
    'test split used for early stopping': { by: 'TLP301 TLP305' },
    'oversampling before the split': { never: '`balance: sampling` draws from the training split' },
    'the same image in two splits': { by: 'TLP305 TLP307', running: 'TLP356 TLP392' },
    'one patient, camera or burst in two splits': { never: '`group` of a split keeps them together' },
    'groups that do not fit the splits or the names': { by: 'TLP313 TLP384 TLP389 TLP390 TLP391 TLP393' },
    'a class seen only in validation': { by: 'TLP355' },
    'a class that validation or test lacks': { by: 'TLP366' },
    'one-image classes': { by: 'TLP354' },
    'numeric folder names sorted as text': { by: 'TLP370' },
    'imbalance without balancing': { by: 'TLP371' },
    'horizontal flip where labels look like left/right, digits or letters': { by: 'TLP372' },
    'unreadable images': { by: 'TLP358', running: 'TLP359 TLP360' },
    'blank or duplicate labels': { by: 'TLP373 TLP374', running: 'TLP357' },
    'missing path': { by: 'TLP350 TLP361' },
    'no images, one class, empty classes': { by: 'TLP352 TLP353 TLP363 TLP364' },
    'splits taken for classes, or left out': { by: 'TLP365 TLP378' },
    'shares that do not sum to the whole': { by: 'TLP300' },
    'no test images': { by: 'TLP302' },
    'augmentation that is stored for nothing, or applied twice': { by: 'TLP303 TLP304 TLP306' },
    'a batch larger than the training set': { by: 'TLP375' },
  },
  Freezing: {
    'a range that matches nothing': { by: 'TLP400 TLP403 TLP405' },
    'a range that is reversed': { by: 'TLP401' },
    'ranges that overlap': { by: 'TLP402' },
    'a range that cuts a residual block': { by: 'TLP404' },
    'nothing trainable': { by: 'TLP504' },
    'unfreezing in the first phase with a random head': { by: 'TLP407' },
    'batch-norm trained at small batches': { by: 'TLP410' },
    'a later phase that trains the same set': { by: 'TLP408' },
    'frozen blocks above trained ones': { by: 'TLP409' },
    'dropout left active in the frozen part': { never: 'a frozen part is an inference graph' },
    'weight decay on batch-norm and biases': { never: 'decay touches kernels only' },
    'too few images to tune with': { by: 'TLP376' },
  },
  Optimising: {
    "rate after unfreezing ≥ the head's": { by: 'TLP500' },
    "rate beyond the family's limit": { by: 'TLP501' },
    "Adam's rate with an optimizer that wants less": { by: 'TLP568' },
    'an average of mostly untrained weights': { by: 'TLP549' },
    'mixing for nothing, or what cannot be mixed': { by: 'TLP547 TLP548' },
    'warmup longer than training, or shorter than a step': { by: 'TLP502 TLP377' },
    'patience ≥ epochs': { by: 'TLP503' },
    'a monitored metric that does not exist': { by: 'TLP106' },
    'class weights and balanced sampling together': { never: '`balance` holds one of them (TLP114)' },
    'a threshold or interval that cannot be chosen, or that fits no answer': {
      by: 'TLP219 TLP220 TLP576 TLP577',
    },
    'a metric that is not measured, or the same in every epoch': { by: 'TLP578 TLP579' },
    'a loss that does not fit the labels': { never: 'the loss follows from the labels; `loss` is TLP101' },
    'softmax before the loss': { by: 'TLP505 TLP506 TLP507' },
    'layers that do not fit each other': { by: 'TLP508 TLP509' },
    'schedules that never act, or act backwards': { by: 'TLP510 TLP511 TLP512' },
    'first-epoch loss above ln(classes), NaN': { running: 'TLP650 TLP651 TLP652' },
  },
  Text: {
    'the same text in two splits': { running: 'TLP356 TLP395' },
    'the answer among what is read': { by: 'TLP342' },
    'texts that are blank or stand there again': { by: 'TLP346 TLP347', running: 'TLP397' },
    'rows without a label, columns that are not there': { by: 'TLP325 TLP328' },
    'another encoding than the one that is named': { by: 'TLP324', running: 'TLP396' },
    'splits and groups by folders where the data are a table': { by: 'TLP345' },
    "max length beyond the model's": { by: 'TLP215' },
    'tokenizer and embedding sizes differ': text,
    'cased/uncased': text,
    'no pad token in batches': text,
    'pair task with one column': text,
    'texts that are cut': { by: 'TLP680' },
    'a pooler wrong for the family': text,
  },
  Language: {
    'unknown key': { by: 'TLP100 TLP101 TLP106 TLP111 TLP119' },
    'duplicate key': { by: 'TLP102 TLP105 TLP112 TLP125 TLP127 TLP128' },
    'missing key': { by: 'TLP103 TLP104 TLP113 TLP118 TLP124 TLP126' },
    'wrong or missing unit': { by: 'TLP108' },
    'another kind of value, or one out of range': { by: 'TLP107 TLP109 TLP110 TLP114 TLP116 TLP117' },
    'a layer or a property in the wrong form': { by: 'TLP007 TLP115 TLP132' },
    'brackets, texts and comments left open': { by: 'TLP001 TLP002 TLP003 TLP004 TLP005 TLP008' },
    'unset environment variable': { by: 'TLP120 TLP121' },
    'unused or circular `let`': { by: 'TLP122 TLP123' },
    'import cycle, missing import': { by: 'TLP134 TLP135' },
    'override of an unknown path': { by: 'TLP130 TLP131' },
  },
};

const all = Object.values(mistakes).flatMap((area) => Object.entries(area));
const codesIn = (list: string): readonly string[] => list.split(' ');

describe.each(Object.entries(mistakes))('%s', (_, area) => {
  test.each(Object.entries(area))('%s', (_mistake, found) => {
    if ('by' in found) {
      for (const code of codesIn(found.by)) expect(rules.map((rule) => rule.code)).toContain(code);
    }
    if ('running' in found) {
      for (const code of codesIn(found.running)) expect(Object.keys(diagnosticCatalogue)).toContain(code);
    }
  });
});

test('at least 70 rules find them without data, or by headers and listings alone', () => {
  const codes = new Set(all.flatMap(([, found]) => ('by' in found ? codesIn(found.by) : [])));
  expect(codes.size).toBeGreaterThanOrEqual(70);
});
