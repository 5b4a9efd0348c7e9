/**
 * Drives a real Neovim by its keys: opens a file, sees a mistake told, completes a word, goes to a definition and
 * renames. The set-up is the one that docs/editors.md tells. `npm run proof:neovim`; needs `nvim` (Debian: neovim).
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root, runtime } from '../lib/paths.mjs';

const folder = await mkdtemp(path.join(tmpdir(), 'tlp-neovim-'));
const socket = path.join(folder, 'nvim.sock');
const file = path.join(folder, 'emoji.tlp');

/** The Lua that docs/editors.md gives for this Neovim, with the `tlp` of this working tree. */
async function configuration() {
  const page = await readFile(path.join(root, 'docs', 'editors.md'), 'utf8');
  const [, lua] = /^0\.7 to .*\n\n```lua\n([\s\S]*?)```/m.exec(page) ?? [];
  if (!lua) throw new Error('docs/editors.md has no Lua for Neovim 0.7.');
  const command = `cmd = { '${process.execPath}', '${path.join(runtime, 'dist', 'tlp.js')}', 'lsp', '--stdio' }`;
  const own = lua.replace(/cmd = \{[^}]*\}/, command);
  if (own === lua) throw new Error('The Lua of docs/editors.md starts no command.');
  return own;
}

/** Neovim 0.7 prints the value on stderr, later ones on stdout. */
function ask(expression) {
  const asked = spawnSync('nvim', ['--server', socket, '--remote-expr', expression], { encoding: 'utf8' });
  if (asked.status !== 0) throw new Error(asked.stderr);
  return asked.stdout + asked.stderr;
}
const lua = (code) => JSON.parse(ask(`luaeval('vim.json.encode(${code.replaceAll("'", "''")})')`));
const type = (keys) => execFileSync('nvim', ['--server', socket, '--remote-send', keys]);

/** Looks again until it is so, for at most ten seconds. */
async function until(what, look) {
  let seen;
  for (let tries = 0; tries < 100; tries++) {
    try {
      seen = look();
      if (seen) return seen;
    } catch (error) {
      seen = error.message;
    }
    await sleep(100);
  }
  throw new Error(`${what}: not within ten seconds; last seen ${JSON.stringify(seen)}`);
}

const line = () => ask('getline(".")').trim();

await cp(path.join(root, 'examples', 'emoji', 'emoji.tlp'), file);
await writeFile(path.join(folder, 'init.lua'), await configuration());
const editor = spawn(
  'nvim',
  ['--headless', '--clean', '-u', path.join(folder, 'init.lua'), '--listen', socket, file],
  {
    stdio: 'ignore',
    cwd: folder,
  },
);
try {
  await until('the server', () => lua('#vim.lsp.buf_get_clients(0)') > 0);
  console.log('PASS the server is attached');

  type('<Esc>gg/freeze: \\.\\.<CR>f5C9<Esc>');
  const told = await until('a diagnostic', () =>
    lua('vim.diagnostic.get(0)').find(({ code }) => code === 'TLP400'),
  );
  console.log(`PASS diagnostic: ${told.message}`);
  type('u');

  type('<Esc>:set completeopt=menuone<CR>gg/batch: 32<CR>obal<C-x><C-o>');
  const items = await until(
    'completion',
    () => ask('pumvisible()') === '1' && lua('vim.fn.complete_info().items'),
  );
  console.log(`PASS completion offers: ${items.map(({ word }) => word).join(', ')}`);
  type('<C-y><Esc>');
  const completed = await until('the completed line', () => line().startsWith('balance') && line());
  console.log(`PASS completed: ${completed}`);
  type('u');

  type('<Esc>gg/block5<CR>');
  ask('luaeval("vim.lsp.buf.definition()")');
  const target = await until('the definition', () => /efficientnet_lite0/.test(ask('bufname()')) && line());
  console.log(`PASS definition: ${target} in ${path.basename(ask('bufname()').trim())}`);
} finally {
  editor.kill();
  await rm(folder, { recursive: true, force: true });
}
