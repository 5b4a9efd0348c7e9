/** For examples and tests: the files of a run directory, as far as a look at it reads them. */
import type { HeadLayer } from '../resolve/pipeline.js';
import { RUN_FORMAT } from './record.js';

interface ExampleRun {
  readonly status?: 'running' | 'finished';
  readonly backbone?: string;
  readonly head?: readonly HeadLayer[];
}

const usualHead: readonly HeadLayer[] = [
  { kind: 'pool', mode: 'average' },
  { kind: 'dense', units: 'classes', activation: null },
];

/** By path; the run is of the pipeline of `checks/example.ts` where nothing else is said. */
export function runFiles(
  run: string,
  { status = 'finished', backbone = 'efficientnet_lite0', head = usualHead }: ExampleRun = {},
): Readonly<Record<string, string>> {
  const schedule = { phases: [{ name: 'train', epochs: 5 }] };
  const pipeline = {
    name: 'flowers',
    file: 'flowers.tlp',
    task: 'classification',
    backbone: { name: backbone },
    head,
    schedule,
  };
  const record = { format: RUN_FORMAT, status, started: '2026-11-23T22:09:41Z', pipeline, phases: [] };
  return {
    [`${run}/run.json`]: JSON.stringify(record),
    ...(status === 'finished' && {
      [`${run}/model/model.json`]: '{}',
      [`${run}/model/weights.safetensors`]: ' ',
    }),
  };
}

/** A backbone block that goes on from the run. */
export const fromRun = (run: string, backbone = 'efficientnet_lite0'): string =>
  `${backbone} {\n  weights: run("${run}")\n  input: 128px\n}`;
