import type { TlpError } from '@tlp/language/diagnostic.js';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { inspectFolder } from './inspect.js';
import { classes, folderOf } from './testing.js';

const kinds = (augment: readonly { kind: string }[]) => augment.map(({ kind }) => kind);

async function sized(width: number, height: number) {
  const png = await sharp({ create: { width, height, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  return folderOf({ 'cat/1.png': png, 'cat/2.png': png, 'dog/1.png': png, 'dog/2.png': png });
}

describe('inspectFolder', () => {
  it('counts the classes and proposes every setting with a reason', async () => {
    const proposal = await inspectFolder(await folderOf(classes({ '10': 20, '9b': 21 })));
    expect(proposal.classes).toEqual([
      { name: '9b', images: 21 },
      { name: '10', images: 20 },
    ]);
    expect(proposal.images).toBe(41);
    expect(proposal.size).toEqual({ width: 8, height: 8, aspect: 1 });
    expect(proposal.settings).toMatchObject({
      split: { kind: 'fraction', stratified: true, train: 0.75 },
      batch: 16,
      balance: 'none',
      resize: 'stretch',
    });
    for (const name of [...Object.keys(proposal.settings), 'inputSize'] as (keyof typeof proposal.reasons)[])
      expect(proposal.reasons[name]).toMatch(/\w/);
  });

  it('finds splits that are there', async () => {
    const root = await folderOf(
      classes({ 'Training/cat': 2, 'Training/dog': 2, 'val/cat': 1, 'val/dog': 1, 'extra/x': 1 }),
    );
    const { settings, images } = await inspectFolder(root);
    expect(settings.split).toEqual({
      kind: 'folders',
      train: 'Training',
      validation: 'val',
      test: null,
      validationFraction: 0,
    });
    expect(images).toBe(6);
  });

  it.each([
    ['a class beside another', classes({ train: 4, car: 4 }), ['car', 'train']],
    [
      'a class with folders in it',
      classes({ 'train/steam': 4, 'train/diesel': 4, car: 4 }),
      ['car', 'train'],
    ],
  ])('does not take %s for a split', async (_, files, names) => {
    const proposal = await inspectFolder(await folderOf(files));
    expect(proposal.settings.split.kind).toBe('fraction');
    expect(proposal.classes.map(({ name }) => name)).toEqual(names);
  });

  it('leaves out a test folder without classes', async () => {
    const files = classes({ 'train/cat': 4, 'train/dog': 4, test: 4 });
    expect((await inspectFolder(await folderOf(files))).settings.split).toMatchObject({
      train: 'train',
      test: null,
    });
  });

  it('says what is left out', async () => {
    const files = { ...classes({ cat: 4, dog: 4 }), 'emu/1.bmp': 'BM', 'emu/2.bmp': 'BM' };
    expect((await inspectFolder(await folderOf(files))).warnings).toMatchObject([
      {
        code: 'TLP379',
        message: '2 images in BMP are left out, and with them the class emu: emu/1.bmp, emu/2.bmp.',
        remedy:
          'Convert them to PNG, for example with ImageMagick in the data folder: `magick mogrify -format png emu/*.bmp`.',
      },
    ]);
  });

  it.each([
    ['cats and dogs', ['cat', 'dog'], true],
    ['digits', ['0', '1', '2'], false],
    ['letters', ['a', 'B'], false],
    ['numbered classes', ['10', '11', '12'], true],
    ['directions', ['arrow_left', 'arrow-up'], false],
    ['words that hold a direction', ['bright', 'leftover'], true],
  ])('flips %s: %j %s', async (_, names, flips) => {
    const root = await folderOf(classes(Object.fromEntries(names.map((name) => [name, 1]))));
    expect(kinds((await inspectFolder(root)).settings.augment).includes('flip')).toBe(flips);
  });

  it.each([
    [{ cat: 6, dog: 6 }, 'none'],
    [{ cat: 6, dog: 1 }, 'class_weights'],
  ])('of classes of the sizes %j proposes the balance %s', async (counts, balance) => {
    expect((await inspectFolder(await folderOf(classes(counts)))).settings.balance).toBe(balance);
  });

  it.each([
    [64, 64, 'stretch', 128],
    [320, 240, 'crop', 224],
    [640, 200, 'pad', 224],
  ])('for images of %i × %i proposes %s at %i px', async (width, height, resize, inputSize) => {
    const proposal = await inspectFolder(await sized(width, height));
    expect([proposal.settings.resize, proposal.inputSize]).toEqual([resize, inputSize]);
  });

  it.each([
    ['TLP352', {}],
    ['TLP353', classes({ cat: 2 })],
  ])('refuses with %s a folder of %j', async (code, files) => {
    const error = await inspectFolder(await folderOf(files)).catch((e: unknown) => e);
    expect((error as TlpError).diagnostics.map((d) => d.code)).toEqual([code]);
  });
});
