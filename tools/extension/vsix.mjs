/** A `.vsix` as VS Code installs it: a zip archive with a manifest of its own and the extension in a folder. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { zipSync } from 'fflate';
import { root } from '../lib/paths.mjs';
import { extension } from './paths.mjs';

/** Folders and files that the extension needs beside its bundles when it runs; nothing else goes along. */
const shipped = ['icons', 'media', 'snippets', 'syntaxes', 'language-configuration.json', 'README.md'];

/** What only a checkout needs of the manifest: the bundles are CommonJS and hold all they import. */
const developersOnly = ['type', 'private', 'dependencies', 'devDependencies'];

/**
 * The extension's files by their paths in it.
 * @param dist the folder of its bundles
 */
export async function extensionFiles(dist = path.join(extension, 'dist')) {
  const manifest = JSON.parse(await readFile(path.join(extension, 'package.json'), 'utf8'));
  for (const name of developersOnly) delete manifest[name];
  const files = new Map([
    ['package.json', Buffer.from(JSON.stringify(manifest, null, 2))],
    ['LICENSE', await readFile(path.join(root, 'LICENSE'))],
  ]);
  for (const name of (await readdir(dist)).sort())
    files.set(`dist/${name}`, await readFile(path.join(dist, name)));
  for (const name of shipped) {
    for (const file of await filesIn(name)) files.set(file, await readFile(path.join(extension, file)));
  }
  return { manifest, files };
}

async function filesIn(name) {
  if (path.extname(name) !== '') return [name];
  const entries = await readdir(path.join(extension, name), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(extension, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

/** @param dist the folder of the bundles */
export async function vsix(dist) {
  const { manifest, files } = await extensionFiles(dist);
  const inside = [...files].map(([file, content]) => [`extension/${file}`, content]);
  return zipSync(
    Object.fromEntries([
      ['extension.vsixmanifest', Buffer.from(vsixManifest(manifest))],
      ['[Content_Types].xml', Buffer.from(contentTypes([...files.keys()]))],
      ...inside,
    ]),
    // The same bytes for the same files.
    { level: 9, mtime: new Date('2026-01-01T00:00:00') },
  );
}

const types = {
  cjs: 'application/javascript',
  css: 'text/css',
  js: 'application/javascript',
  json: 'application/json',
  md: 'text/markdown',
  png: 'image/png',
  svg: 'image/svg+xml',
  vsixmanifest: 'text/xml',
};

function contentTypes(files) {
  const extensions = new Set(['vsixmanifest', ...files.map((file) => path.extname(file).slice(1))]);
  const lines = [...extensions]
    .filter((name) => name !== '')
    .map((name) => {
      if (!types[name]) throw new Error(`No content type is known for .${name}.`);
      return `<Default Extension=".${name}" ContentType="${types[name]}"/>`;
    });
  return `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
${lines.join('\n')}
<Override PartName="/extension/LICENSE" ContentType="text/plain"/>
</Types>
`;
}

function vsixManifest(manifest) {
  const { name, version, publisher, displayName, description, categories, keywords, engines, icon } =
    manifest;
  const asset = (type, file) => `<Asset Type="${type}" Path="extension/${file}" Addressable="true"/>`;
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${xml(name)}" Version="${xml(version)}" Publisher="${xml(publisher)}"/>
    <DisplayName>${xml(displayName)}</DisplayName>
    <Description xml:space="preserve">${xml(description)}</Description>
    <Tags>${xml(keywords.join(','))}</Tags>
    <Categories>${xml(categories.join(','))}</Categories>
    <License>extension/LICENSE</License>
    <Icon>extension/${xml(icon)}</Icon>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${xml(engines.vscode)}"/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="${manifest.extensionKind.join(',')}"/>
    </Properties>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
    ${asset('Microsoft.VisualStudio.Code.Manifest', 'package.json')}
    ${asset('Microsoft.VisualStudio.Services.Content.Details', 'README.md')}
    ${asset('Microsoft.VisualStudio.Services.Content.License', 'LICENSE')}
    ${asset('Microsoft.VisualStudio.Services.Icons.Default', icon)}
  </Assets>
</PackageManifest>
`;
}

const xml = (text) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);
