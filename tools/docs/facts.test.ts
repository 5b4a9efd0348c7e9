/** What the documents name is there: files, links, commands; and the numbers of the walk through the emoji example. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { resolveText } from '@tlp/language/compile-text.js';
import { cutNetwork } from '@tlp/language/graph/cut.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { parameterCount } from '@tlp/language/graph/walk.js';
import { commands } from '@tlp/runtime/cli/commands.js';
import { buildTrainingGraph } from '@tlp/runtime/compile/training-graph.js';
import { crossEntropyLoss } from '@tlp/runtime/tasks/classification/loss.js';
import { describe, expect, it } from 'vitest';
import { workedExamples } from './examples.js';
import { anchorsOf, commandsIn, fileNamesIn, linksIn, pathsIn } from './named.js';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

const pages = [
  'bench/README.md',
  'tools/goldens/README.md',
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  ...readdirSync(path.join(root, 'examples'))
    .map((name) => `examples/${name}/README.md`)
    .filter((file) => existsSync(path.join(root, file))),
];

const names = new Set(
  ['packages', 'tools', 'bench', 'examples']
    .flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }))
    .filter((file) => !file.includes('node_modules'))
    .map((file) => path.basename(file)),
);

const known = new Set(commands.map(({ usage }) => usage.split(' ')[0]));

const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);

describe.each(pages)('%s', (page) => {
  const text = read(page);

  it('names files that are there', () => {
    const made = workedExamples(text).flatMap(({ blocks }) => blocks.map((block) => block.path));
    const missing = pathsIn(text).filter(
      (file) => !existsSync(path.join(root, file)) && !made.includes(file),
    );
    expect(missing).toEqual([]);
    expect(fileNamesIn(text).filter((name) => !names.has(name))).toEqual([]);
  });

  it('links to what is there', () => {
    const broken = linksIn(text).filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
      if (!existsSync(path.join(root, target))) return true;
      return anchor !== undefined && !anchorsOf(read(target)).has(anchor);
    });
    expect(broken).toEqual([]);
  });

  it('names commands that there are', () => {
    const own = workedExamples(text).flatMap(({ blocks }) =>
      blocks.flatMap((block) => [...block.text.matchAll(/usage: '([a-z]+)/g)].map(([, name]) => name)),
    );
    const unknown = commandsIn(text).filter((name) => !known.has(name) && !own.includes(name));
    expect(unknown).toEqual([]);
  });

  it('names npm scripts that there are', () => {
    const named = [...text.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });
});

describe('the walk through the emoji example', async () => {
  const file = path.join(root, 'examples/emoji/emoji.tlp');
  const { pipelines } = await resolveText(readFileSync(file, 'utf8'), { file });
  const { backbone, head, schedule, origins } = pipelines[0]!;
  const page = read('docs/architecture.md');
  const text = page.replace(/(?<!\|)\n(?!\n|\|)/g, ' ');
  const network = buildNetwork(findBackbone(backbone.name)!, backbone.inputSize, head, 9);
  const ops = ({ nodes }: Graph) =>
    nodes.filter(({ op }) => !['parameter', 'constant', 'input'].includes(op)).length;
  const count = (n: number) => n.toLocaleString('en-US');

  it('counts the network as it is', () => {
    const { layers, parameters } = network;
    expect(text).toContain(
      `${ops(network)} ops, ${layers.length} layers and ${count(parameterCount(parameters))} parameters`,
    );
    expect(origins['schedule.tune.epochs']).toMatchObject({
      range: { line: Number(/epochs` from line (\d+)/.exec(text)?.[1]) },
    });
  });

  it.each(schedule.phases)('cuts phase $name where it says', (phase) => {
    const frozenLayers = new Set(phase.frozenLayers);
    const program = cutNetwork(network, { frozenLayers, batchNorm: phase.batchNorm });
    const row = page.split('\n').find((line) => line.startsWith(`| \`${phase.name}\``));
    expect(row).toContain(`| ${frozenLayers.size} of ${network.layers.length} | ${ops(program.frozen!)} |`);
    expect(row).toContain(`| ${ops(program.training)} |`);
    const size = program.features[0]!.type.shape.slice(1)
      .map((dim) => count(Number(dim)))
      .join(' × ');
    expect(row).toContain(`${size} numbers`);
    if (phase.name === 'tune') {
      expect(text).toContain(
        `the ${ops(program.training)} ops become ${ops(buildTrainingGraph(program, crossEntropyLoss).graph)}.`,
      );
    }
  });
});
