/** Whatever is wrong with what a person gives: a message with its place, the exit code, and nothing half-written. */
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tlp } from '../src/cli/testing.fixture.js';
import { tinyText } from '../src/cli/tiny.fixture.js';
import { image } from '../src/modalities/images/testing.js';
import { writeMadeUpWeights } from '../src/testing/made-up-weights.js';

const pipeline = tinyText(
  `    phase head {
      freeze: all
      epochs: 1
    }`,
  { name: 'p', weights: '../weights.safetensors' },
);

let root: string;
let cwd: string;
const inside = (...parts: string[]) => join(cwd, ...parts);
const put = (file: string, content: string | Uint8Array) => writeFile(inside(file), content);
const edit = (from: string, to: string) => put('p.tlp', pipeline.replace(from, to));
const weights = (file: string) => edit('../weights.safetensors', file);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tlp-bad-input-'));
  process.env.TLP_CACHE = join(root, 'cache');
  await writeMadeUpWeights(join(root, 'weights.safetensors'), findBackbone('mobilenet_v1_025')!);
});
afterAll(() => rm(root, { recursive: true }));

beforeEach(async () => {
  cwd = await mkdtemp(join(root, 'case-'));
  await put('p.tlp', pipeline);
  for (const name of ['cat', 'dog']) {
    await mkdir(inside('data', name), { recursive: true });
    for (let i = 0; i < 5; i++) await put(`data/${name}/${i}.png`, await image(`${name}${i}`, 12));
  }
});

/** An image whose header claims a size; there are no pixels behind it. */
function claimingPng(width: number, height: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', Buffer.alloc(20)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The pickle of an object that runs a command when Python loads it. */
const malicious = Buffer.from("\x80\x02cposix\nsystem\n(S'touch owned'\ntR.", 'latin1');

interface Case {
  readonly what: string;
  readonly spoil: () => Promise<unknown>;
  readonly argv?: readonly string[];
  readonly status?: 1 | 2;
  readonly says: RegExp;
}

const nothing = async () => undefined;
const run = ['run', 'p.tlp', '--out', 'r', '--engine', 'portable'] as const;
const truncated = async () => (await readFile(inside('data/cat/1.png'))).subarray(0, 60);

const cases: readonly Case[] = [
  { what: 'no data folder', spoil: () => edit('"data"', '"nowhere"'), says: /TLP350.*nowhere/ },
  { what: 'a file as data folder', spoil: () => edit('"data"', '"p.tlp"'), says: /TLP350.*is a file/ },
  {
    what: 'an empty folder',
    spoil: () => mkdir(inside('e')).then(() => edit('"data"', '"e"')),
    says: /TLP352.*contains no images/,
  },
  {
    what: 'one class',
    spoil: () => rm(inside('data/dog'), { recursive: true }),
    says: /TLP353.*only one class, cat/,
  },
  { what: 'text named .png', spoil: () => put('data/cat/t.png', 'hello'), says: /TLP359.*cat\/t\.png/ },
  { what: 'an empty image', spoil: () => put('data/cat/t.jpg', ''), says: /TLP359.*t\.jpg is empty/ },
  {
    what: 'a truncated image',
    spoil: async () => put('data/cat/1.png', await truncated()),
    says: /TLP360.*cat\/1\.png is damaged/,
  },
  {
    what: 'a 30,000 px image',
    spoil: () => put('data/cat/1.png', claimingPng(30_000, 30_000)),
    says: /TLP362.*30000 × 30000 pixels/,
  },
  {
    what: 'a link that leads nowhere',
    spoil: () => symlink('gone.png', inside('data/cat/l.png')),
    says: /TLP351.*l\.png.*ENOENT/,
  },
  {
    what: 'the same images in two classes',
    spoil: () => symlink('cat', inside('data/emu')),
    says: /TLP355[\s\S]*TLP357.*several classes \(cat, emu\)/,
  },
  {
    what: 'a missing split folder',
    spoil: () => edit('stratified(train: 60%, validation: 20%, test: 20%)', 'folders(train: "a", test: "b")'),
    says: /TLP361.*no subfolder a.*[\s\S]*It has cat, dog/,
  },
  { what: 'no weight file', spoil: () => weights('gone.pth'), says: /TLP257.*gone\.pth/ },
  {
    what: 'weights that are text',
    spoil: () => put('w.pth', 'hello').then(() => weights('w.pth')),
    says: /TLP250.*w\.pth/,
  },
  {
    what: 'a malicious pickle',
    spoil: () => put('w.pth', malicious).then(() => weights('w.pth')),
    says: /TLP252.*w\.pth needs `posix\.system`[\s\S]*Nothing in it was run/,
  },
  {
    what: "another backbone's weights",
    spoil: () => put('p.tlp', pipeline.replace('mobilenet_v1_025', 'resnet18').replace('block3', 'layer3')),
    says: /TLP255.*do not fit resnet18.*They fit mobilenet_v1_025/,
  },
  {
    what: 'weights that are cut short',
    spoil: async () => {
      const whole = await readFile(join(root, 'weights.safetensors'));
      await put('w.safetensors', whole.subarray(0, whole.length / 2));
      await weights('w.safetensors');
    },
    says: /TLP25[14].*w\.safetensors/,
  },
  {
    what: 'a .tlp file with a mistake',
    spoil: () => edit('epochs', 'epoch'),
    says: /TLP\d+[\s\S]*p\.tlp:\d+:7/,
  },
  { what: 'an empty .tlp file', spoil: () => put('p.tlp', ''), says: /TLP129[\s\S]*p\.tlp:1:1/ },
  {
    what: 'a folder as .tlp file',
    spoil: nothing,
    argv: ['run', 'data'],
    status: 2,
    says: /TLP872.*a folder/,
  },
  {
    what: 'a wrong --set',
    spoil: nothing,
    argv: [...run, '--set', 'schedule.head.epochs=x'],
    says: /--set sch/,
  },
  { what: 'nothing to resume', spoil: nothing, argv: [...run, '--resume'], status: 2, says: /TLP860/ },
  { what: 'a file as run directory', spoil: () => put('r', 'mine'), status: 2, says: /TLP851/ },
  {
    what: 'a run directory with other files',
    spoil: () => mkdir(inside('r')).then(() => copyFile(inside('p.tlp'), inside('r/mine.tlp'))),
    status: 2,
    says: /TLP855.*not empty/,
  },
  {
    what: 'an unknown engine',
    spoil: nothing,
    argv: ['run', 'p.tlp', '--engine', 'x'],
    status: 2,
    says: /Invalid/,
  },
  {
    what: 'no run to predict with',
    spoil: nothing,
    argv: ['predict', 'data', 'data'],
    status: 2,
    says: /TLP853/,
  },
  {
    what: 'a folder name for new that is taken',
    spoil: nothing,
    argv: ['new', 'p.tlp'],
    says: /TLP350.*a file/,
  },
  {
    what: 'a file where a folder must be',
    spoil: nothing,
    argv: ['new', 'data', '--out', 'p.tlp/new.tlp'],
    status: 2,
    says: /TLP879.*p\.tlp cannot be read or written: a file lies/,
  },
];

describe('bad input', () => {
  it.each(cases)('$what', async ({ spoil, argv = run, status = 1, says }) => {
    await spoil();
    const before = await readdir(cwd, { recursive: true });
    const outcome = await tlp(argv, { cwd });
    expect(outcome.err).toMatch(says);
    expect({ status: outcome.status, out: outcome.out }).toEqual({ status, out: '' });
    expect((await readdir(cwd, { recursive: true })).sort()).toEqual(before.sort());
  });
});
