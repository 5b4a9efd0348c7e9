/** What the manifest promises and what the extension keeps. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defaultSettings } from '@tlp/language/editor/settings.js';
import { describe, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import snippets from '../snippets/tlp.json' with { type: 'json' };

const folder = path.resolve(import.meta.dirname, '..');
const { contributes } = manifest;
const text = JSON.stringify(manifest);

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(path.join(import.meta.dirname, file), 'utf8'))
  .join('\n');

const all = (pattern: RegExp, where: string) =>
  [...new Set([...where.matchAll(pattern)].map(([, name]) => name!))].sort();

describe('the manifest', () => {
  test('names files that exist', () => {
    const { languages, grammars, snippets, walkthroughs } = contributes;
    const files = [
      manifest.icon,
      ...languages.flatMap(({ configuration, icon }) => [configuration, icon.light, icon.dark]),
      ...grammars.map((grammar) => grammar.path),
      ...snippets.map((file) => file.path),
      ...walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown)),
    ];
    expect(files.filter((file) => !existsSync(path.join(folder, file)))).toEqual([]);
  });

  test('contributes the commands that are registered, and no other', () => {
    const contributed = contributes.commands.map(({ command }) => command).sort();
    expect(all(/\bid: '(tlp\.\w+)'/g, sources)).toEqual(contributed);
  });

  test('puts only its own commands into menus and walkthroughs', () => {
    const known = contributes.commands.map(({ command }) => command);
    const used = [
      ...Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command)),
      ...all(/command:(tlp\.\w+)/gi, text),
    ];
    expect(used.filter((command) => !known.includes(command))).toEqual([]);
  });

  test('hides what needs a .tlp file or a tlp command from where there is none', () => {
    const conditions = new Map(contributes.menus.commandPalette.map(({ command, when }) => [command, when]));
    const always = contributes.commands
      .map(({ command }) => command)
      .filter((command) => !conditions.has(command));
    expect(always.sort()).toEqual([
      'tlp.newPipeline',
      'tlp.openReport',
      'tlp.restartServer',
      'tlp.showCurves',
    ]);
  });

  test('uses context keys that the extension sets', () => {
    const conditions = text.match(/"(when|enablement)":"[^"]*"/g)!.join(' ');
    expect(all(/\b(tlp\.\w+)\b/g, conditions)).toEqual(all(/setContext', '(tlp\.\w+)'/g, sources));
  });

  test("has every setting of the language server, with the server's default", () => {
    const leaves = (value: object, path: string): [string, unknown][] =>
      Object.entries(value).flatMap(([name, inner]) =>
        typeof inner === 'object' ? leaves(inner, `${path}.${name}`) : [[`${path}.${name}`, inner]],
      );
    const { properties } = contributes.configuration;
    const defaults = Object.entries(properties).map(([name, setting]) => [name, setting.default]);
    expect(defaults).toEqual(expect.arrayContaining(leaves(defaultSettings, 'tlp')));
  });

  test('has no setting that nothing reads', () => {
    const read = [...all(/\bon\('([\w.]+)'\)/g, sources), ...all(/\.get(?:<\w+>)?\('([\w.]+)'\)/g, sources)];
    const names = Object.keys(contributes.configuration.properties).map((name) => name.replace(/^tlp\./, ''));
    // The language client reads the trace of its own name.
    expect(names.filter((name) => !read.includes(name))).toEqual(['trace.server']);
  });

  test('lets Enter end a line whose last word is whole', () => {
    // https://github.com/microsoft/vscode/issues/10270
    const defaults = contributes.configurationDefaults['[tlp]'];
    expect(defaults['editor.acceptSuggestionOnEnter']).toBe('smart');
  });

  test('selects a number with its sign and its unit by a double click', () => {
    const separators = contributes.configurationDefaults['[tlp]']['editor.wordSeparators'];
    expect(
      ['1e-4', '75%', '-10deg', 'block5'].filter((word) => [...word].some((c) => separators.includes(c))),
    ).toEqual([]);
    expect([...'..:,(){}"='].filter((sign) => !separators.includes(sign))).toEqual([]);
  });

  test('has the snippet of a whole pipeline that a new one starts from', () => {
    const [name] = all(/wholePipeline = '([^']+)'/g, sources);
    expect(Object.keys(snippets)).toContain(name);
  });
});

describe('the language configuration', () => {
  const configuration = JSON.parse(readFileSync(path.join(folder, 'language-configuration.json'), 'utf8'));

  test.each([
    ['pipeline a {', true],
    ['  data images("a") {', true],
    ['  split: folders(', true],
    ['  // a {', false],
    ['  freeze: all', false],
    ['  backbone resnet50 { input: 64px }', false],
  ])('after "%s", the next line is indented: %s', (line, indented) => {
    expect(new RegExp(configuration.indentationRules.increaseIndentPattern).test(line)).toBe(indented);
  });

  test.each([
    ['freeze: ..block5, größe_2', ['freeze', 'block5', 'größe_2']],
    ['1e-4, -.5E+3, 10', ['1e-4', '.5E+3', '10']],
    ['75%, 128px, 10deg, 20 %', ['75%', '128px', '10deg', '20']],
    ['0.9..1.1, 2%..20%', ['0.9', '1.1', '2%', '20%']],
    // Begun: the unit is being written.
    ['128p 1e 3. 5de', ['128p', '1e', '3', '5de']],
  ])('takes names and numbers with their units for words: %s', (line, words) => {
    expect(line.match(new RegExp(configuration.wordPattern, 'g'))).toEqual(words);
  });
});

describe('docs/vscode.md', () => {
  const page = readFileSync(path.join(folder, '../../docs/vscode.md'), 'utf8');

  test('names every command by its title, and every setting with its default', () => {
    const titles = contributes.commands
      .filter(({ command }) => !['tlp.showRun', 'tlp.showReferences'].includes(command))
      .map(({ title }) => `TLP: ${title.split(/[:(…]| with Its/)[0]!.trim()}`);
    expect(titles.filter((title) => !page.includes(`| ${title} |`))).toEqual([]);
    const settings = Object.entries(contributes.configuration.properties).map(
      ([name, { default: value }]) => `| \`${name}\` | ${value === '' ? '' : `\`${value}\``} |`,
    );
    expect(settings.filter((row) => !page.includes(row))).toEqual([]);
  });
});
