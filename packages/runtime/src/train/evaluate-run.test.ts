import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { RunResult } from '@tlp/language/run/events.js';
import { detailsOf, type Metrics } from '@tlp/language/run/metrics.js';
import type { ClassificationDetails } from '@tlp/language/tasks/classification.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colourFolder, tinyPipeline } from '../testing/image-folder.js';
import { tinyBackbone } from '../testing/tiny-backbone.js';
import { evaluateRun } from './evaluate-run.js';
import { runPipeline } from './run-pipeline.js';

const options = { findBackbone: () => tinyBackbone, engine: 'portable' } as const;
let folder: string;
let data: string;
let result: RunResult;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-evaluate-'));
  data = await colourFolder(10);
  const out = path.join(folder, 'run');
  result = await runPipeline(tinyPipeline(data), {
    ...options,
    out,
    featureFolder: path.join(folder, 'features'),
    onEvent: () => undefined,
  });
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await rm(data, { recursive: true });
});

const classification = (metrics: Metrics) => detailsOf<ClassificationDetails>(metrics, 'classification');
const confusionOf = (metrics: Metrics) => classification(metrics).confusion;

describe('evaluateRun', () => {
  it('gives the test metrics of the run again', async () => {
    const evaluation = await evaluateRun(result.run, options);
    expect(evaluation.split).toBe('test');
    expect(confusionOf(evaluation.metrics!)).toEqual(confusionOf(result.metrics.test!));
    expect(evaluation.metrics!.loss).toBeCloseTo(result.metrics.test!.loss, 4);
  });

  it('takes a folder with some of the classes, and says which folder is none', async () => {
    const other = await colourFolder(3);
    await rm(path.join(other, 'red'), { recursive: true });
    const { metrics, predictions } = await evaluateRun(result.run, { ...options, data: other });
    expect(classification(metrics!).classes.map((c) => c.support)).toEqual([3, 3, 0]);
    expect(predictions).toHaveLength(6);
    await rename(path.join(other, 'green'), path.join(other, 'violet'));
    await expect(evaluateRun(result.run, { ...options, data: other })).rejects.toThrow(
      /TLP863.*violet.*blue, green, red/,
    );
    await rm(other, { recursive: true });
  });

  it('says what of a folder is left out', async () => {
    const other = await colourFolder(3);
    await rename(path.join(other, 'red', '0.png'), path.join(other, 'red', '0.bmp'));
    await mkdir(path.join(other, 'red', '@eaDir'));
    const { warnings } = await evaluateRun(result.run, { ...options, data: other });
    expect(warnings.map(({ code }) => code)).toEqual(['TLP379', 'TLP380']);
    await rm(other, { recursive: true });
  });

  it.each([['m'], ['z/m']])('points at the class folders where they lie in %s', async (below) => {
    const colours = await colourFolder(3);
    const outer = path.join(folder, below.replace('/', '-'));
    await mkdir(path.dirname(path.join(outer, below)), { recursive: true });
    await rename(colours, path.join(outer, below));
    await expect(evaluateRun(result.run, { ...options, data: outer })).rejects.toThrow(
      `The class folders are in ${path.join(outer, below)}`,
    );
  });

  it('refuses a test split that is no longer the one of the run', async () => {
    const image = path.join(data, 'red', '0.png');
    await rename(image, `${image}.aside`);
    await expect(evaluateRun(result.run, options)).rejects.toThrow('TLP865');
    await rename(`${image}.aside`, image);
  });

  it('needs a run', async () => {
    await expect(evaluateRun(folder, options)).rejects.toThrow('TLP853');
  });
});
