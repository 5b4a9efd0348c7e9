import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { backbones } from '@tlp/language/backbones/catalogue.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { tlp } from './testing.fixture.js';

/** As far as these tests are concerned, ResNet-18's weights are this text. */
const { content, hash } = vi.hoisted(() => ({
  content: 'the weights, as published',
  hash: 'ea11b75226e4eafd92bd59705ca672a34315538097531da631a741e1213c1f98',
}));

vi.mock('@tlp/language/backbones/catalogue.js', async (original) => {
  const real = await original<typeof import('@tlp/language/backbones/catalogue.js')>();
  const changed = real.backbones.map((backbone) =>
    backbone.name === 'resnet18'
      ? {
          ...backbone,
          sources: backbone.sources.map(({ bytes: _, ...source }) => ({ ...source, sha256: hash })),
        }
      : backbone,
  );
  return { backbones: changed, findBackbone: (name: string) => changed.find((b) => b.name === name) };
});

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-weights-'));
});

const fetchOffline = (...args: string[]) =>
  tlp(['weights', 'fetch', ...args, '--folder', folder, '--offline'], { env: { XDG_CACHE_HOME: folder } });

describe('tlp weights fetch', () => {
  it('tells path, size and hash of each, as text and as JSON', async () => {
    const file = path.join(folder, `${hash}.pth`);
    await writeFile(file, content);
    expect(await fetchOffline('resnet18')).toEqual({
      status: 0,
      out: `resnet18:imagenet\n  ${file}\n  25 bytes, sha256 ${hash}\n`,
      err: '',
    });
    const { out } = await fetchOffline('resnet18:imagenet', '--format', 'json');
    expect(JSON.parse(out)).toEqual({
      weights: [{ name: 'resnet18:imagenet', path: file, sha256: hash, bytes: 25 }],
    });
  });

  it('goes on after a failure, and tells all of them', async () => {
    await writeFile(path.join(folder, `${hash}.pth`), content);
    const { status, out, err } = await fetchOffline('resnet50', 'mobilenet_v2', 'resnet18');
    expect(status).toBe(2);
    expect(out).toMatch(/^resnet18:imagenet\n/);
    expect(err).toMatch(/TLP263.*imagenet of resnet50[\s\S]*TLP263.*imagenet of mobilenet_v2/);
  });

  it('knows every weights of a backbone with --all', async () => {
    const { err } = await fetchOffline('resnet50', '--all');
    const { sources } = backbones.find(({ name }) => name === 'resnet50')!;
    expect(sources.length).toBeGreaterThan(1);
    for (const { name } of sources) expect(err).toContain(`${name} of resnet50`);
  });

  it.each([
    [['weights', 'fetch'], /Name a backbone, or write --all/],
    [['weights', 'get', 'resnet18'], /Give one file; or write: tlp weights fetch NAME/],
    [['weights', 'x.pth', '--all'], /Only tlp weights fetch takes --all/],
    [['weights', 'fetch', 'resnet81'], /TLP870.*resnet81[\s\S]*Did you mean resnet18\?/],
    [['weights', 'fetch', 'resnet18:imagnet'], /TLP256.*named imagnet[\s\S]*Write imagenet\./],
  ])('refuses %j', async (argv, message) => {
    const { status, err } = await tlp(argv);
    expect([status, err]).toEqual([2, expect.stringMatching(message)]);
  });
});

it('turns downloads off for all that a command does', async () => {
  const env: Record<string, string> = {};
  await tlp(['weights', 'fetch', 'resnet81', '--offline'], { env });
  expect(env.TLP_OFFLINE).toBe('1');
});
