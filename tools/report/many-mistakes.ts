/** The report of a made-up run over 20 classes and 10,000 test images, of which a third is wrong, with pictures as large as real ones. */
import sharp from 'sharp';
import { chooseMistakes } from '../../packages/runtime/src/report/choose-mistakes.js';
import { renderReport } from '../../packages/runtime/src/report/page.js';
import { sampleMetrics, sampleReport } from '../../packages/runtime/src/report/sample.fixture.js';

const classes = Array.from({ length: 20 }, (_, i) => `class ${i}`);
const each = 500;
const right = 340;
const shops = ['Lyon', 'Graz', 'Oslo', 'Porto'];
/** Side of the pictures beside a mistake. */
const small = 88;

/** Grain over a gradient: about 7 kB, which is what photographs of this size take. */
async function picture(seed: number, heat = false, side = 240): Promise<string> {
  const pixels = Buffer.from(
    Array.from({ length: side * side * 3 }, (_, i) => {
      const grain = ((i * 2_654_435_761 + seed * 97) >>> 13) % 24;
      return (((i / 3) % side) / 2 + (heat ? 60 : 0) + grain + 3 * seed) % 256;
    }),
  );
  const raw = { width: side, height: side, channels: 3 } as const;
  const bytes = await sharp(pixels, { raw }).webp({ quality: 75 }).toBuffer();
  return `data:image/webp;base64,${bytes.toString('base64')}`;
}

export async function manyMistakes(): Promise<string> {
  const sample = sampleReport(classes);
  const metrics = sampleMetrics(classes.length, right, each);
  const wrong = classes.flatMap((label, l) =>
    Array.from({ length: each - right }, (_, i) => {
      // As `sampleMetrics` has them.
      const said = (l + 1 + ((right + i) % 3)) % classes.length;
      const rank = 1 - ((i * 7919 + l * 104_729) % 5000) / 10_000;
      return {
        id: `${label}/${i}.jpg`,
        rank,
        said: { what: classes[said]!, note: `${(100 * rank).toFixed(1)}%` },
        right: { what: label, note: `${(100 * (1 - rank)).toFixed(1)}%` },
        cell: [l, said] as const,
      };
    }),
  );
  const chosen = chooseMistakes(wrong.sort((a, b) => b.rank - a.rank));
  const mistakes = await Promise.all(
    chosen.map(async (one, i) => ({
      ...one,
      shown: { kind: 'image', address: await picture(i) } as const,
      slices: [`0.${i % shops.length}`],
      nearest: await Promise.all(
        [1, 2, 3].map(async (place) => ({
          id: `class ${place}/${i}.jpg`,
          label: `class ${(i + place) % classes.length}`,
          similarity: 1 - place / 10,
          shown: { kind: 'image', address: await picture(3 * i + place, false, small) } as const,
        })),
      ),
    })),
  );
  const heated = await Promise.all(
    chosen.slice(0, 24).map(async ({ id, cell: [, output] }, i) => ({
      ...{ id, output, isRight: false, address: await picture(i, true) },
    })),
  );
  const slices = [
    {
      by: { kind: 'column', column: 'shop' },
      split: 'test',
      metrics: ['accuracy', 'loss'],
      slices: shops.map((name, i) => ({
        name,
        count: 2500,
        values: [
          { value: 0.5 + i / 10, low: 0.48 + i / 10, high: 0.52 + i / 10 },
          { value: 1, low: 0.9, high: 1.1 },
        ],
        worse: i === 0,
      })),
    },
  ] as const;
  return renderReport({
    ...sample,
    slices,
    metrics: { ...sample.metrics, test: metrics },
    judged: {
      name: 'test',
      metrics,
      mistakeCount: wrong.length,
      mistakes,
      nearest: 'Below a mistake stand the nearest training images.',
    },
    accounts: { examples: heated },
  });
}
