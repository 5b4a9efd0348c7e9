import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleExtension } from './bundle.mjs';
import { vsix } from './vsix.mjs';

let dist: string;
let packed: Uint8Array;
let files: Readonly<Record<string, Uint8Array>>;

beforeAll(async () => {
  dist = await mkdtemp(path.join(tmpdir(), 'tlp-extension-'));
  await bundleExtension(dist);
  packed = await vsix(dist);
  files = unzipSync(packed);
});

afterAll(() => rm(dist, { recursive: true }));

const textOf = (file: string) => strFromU8(files[file]!);

describe('the .vsix', () => {
  test('is smaller than 1.25 MB, the catalogue twice in it: for a computer and for a browser', () => {
    expect(packed.length).toBeLessThan(1.25e6);
  });

  test('holds what runs and nothing else', () => {
    expect(Object.keys(files).sort()).toEqual([
      '[Content_Types].xml',
      'extension.vsixmanifest',
      'extension/LICENSE',
      'extension/README.md',
      'extension/dist/extension-browser.js',
      'extension/dist/extension.cjs',
      'extension/dist/server-browser.js',
      'extension/dist/server.cjs',
      'extension/icons/tlp-dark.svg',
      'extension/icons/tlp-light.svg',
      'extension/icons/tlp.png',
      'extension/language-configuration.json',
      'extension/media/curves.css',
      'extension/media/curves.js',
      'extension/media/preview.css',
      'extension/media/preview.js',
      'extension/media/view.css',
      ...['check', 'install', 'report', 'run', 'write'].map(
        (name) => `extension/media/walkthrough/${name}.md`,
      ),
      'extension/package.json',
      'extension/snippets/tlp.json',
      'extension/syntaxes/markdown.tmLanguage.json',
      'extension/syntaxes/resolved.tmLanguage.json',
      'extension/syntaxes/tlp.tmLanguage.json',
    ]);
  });

  test('needs no package and no native code beside it', () => {
    const manifest = JSON.parse(textOf('extension/package.json'));
    expect(Object.keys(manifest)).not.toContain('dependencies');
    for (const name of ['extension.cjs', 'server.cjs']) {
      const asked = [...textOf(`extension/dist/${name}`).matchAll(/(?<![.\w])require\("([^"]+)"\)/g)].map(
        ([, module]) => module!,
      );
      const foreign = asked.filter((module) => module !== 'vscode' && !isBuiltin(module));
      expect(foreign, name).toEqual([]);
    }
    for (const name of ['extension-browser.js', 'server-browser.js']) {
      const asked = [...textOf(`extension/dist/${name}`).matchAll(/(?<![.\w])require\("([^"]+)"\)/g)].map(
        ([, module]) => module,
      );
      expect(
        asked.filter((module) => module !== 'vscode'),
        name,
      ).toEqual([]);
    }
    expect(Object.keys(files).join('\n') + textOf('extension/dist/server.cjs')).not.toMatch(
      /\.node\b['"]?$/m,
    );
  });

  test('says of itself what VS Code asks for', () => {
    const manifest = textOf('extension.vsixmanifest');
    expect(manifest).toContain('Id="tlp-vscode" Version="0.1.0" Publisher="tlp"');
    const named = [...manifest.matchAll(/Path="([^"]+)"/g)].map(([, file]) => file!);
    expect(named.filter((file) => !(file in files))).toEqual([]);
  });

  test('starts where VS Code looks', () => {
    const manifest = JSON.parse(textOf('extension/package.json'));
    for (const entry of [manifest.main, manifest.browser]) {
      expect(files, entry).toHaveProperty([path.posix.join('extension', entry)]);
    }
  });
});

const isBuiltin = (module: string) => {
  const { builtinModules } = createRequire(import.meta.url)('node:module');
  return module.startsWith('node:') || builtinModules.includes(module);
};
