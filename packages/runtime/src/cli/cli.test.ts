import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from './commands.js';
import { tlp } from './testing.fixture.js';

const good = `pipeline p {
  backbone resnet18 {
    weights: imagenet
    input: 96px
  }
  data images("photos") {
    batch: 8
  }
  head {
    pool(average)
    dense(classes)
  }
  schedule {
    phase head {
      freeze: all
      epochs: 2
    }
  }
}
`;

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-cli-'));
  await writeFile(join(cwd, 'good.tlp'), good);
  await writeFile(join(cwd, 'bad.tlp'), good.replace('epochs: 2', 'epoch: 2'));
  await writeFile(join(cwd, 'messy.tlp'), good.replaceAll('  ', ' '));
  await writeFile(join(cwd, 'two.tlp'), good + good.replace('pipeline p', 'pipeline q'));
  await writeFile(join(cwd, 'long.tlp'), '/'.repeat(1_000_001));
  await writeFile(join(cwd, 'image.tlp'), Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0xff));
  await writeFile(join(cwd, 'broken.tlp'), 'pipeline {');
});
const run = (...argv: string[]) => tlp(argv, { cwd });

describe('usage', () => {
  it.each([
    [[], /Which command\?/],
    [['chekc', 'good.tlp'], /There is no command "chekc"\. Did you mean check\?/],
    [['check'], /Too few arguments: 0 given, at least 1 needed/],
    [['check', 'good.tlp', '--fromat', 'json'], /Unknown argument: fromat/],
    [['check', 'good.tlp', '--format', 'xml'], /Invalid values/],
    [['run', 'good.tlp', '--seed', 'seven'], /--seed takes a/],
    [['run', 'good.tlp', '--seed', '1.5'], /--seed takes a whole number/],
    [['run', 'good.tlp', '--seed', ''], /--seed takes a whole number from 0 to 2147483647, not ""/],
    [['run', 'good.tlp', '--seed', '-1'], /--seed takes a whole number/],
    [['run', 'good.tlp', '--seed=0x10'], /--seed takes a whole number/],
    [['run', 'good.tlp', '--out', '-'], /--out takes a folder/],
    [['predict', 'run', 'x.png', '--top', '-5'], /--top takes a whole number of at least 1, not "-5"/],
    [['predict', 'run', 'x.png', '--top', '0'], /--top takes a whole number/],
    [['predict', 'run', 'x.png', '--top', '2.5'], /--top takes a whole number/],
    [['features', 'resnet18', 'x.png', '--input', ''], /--input takes a whole number from 1 to 65536/],
    [['features', 'resnet18', 'x.png', '--to', 'npy', '-'], /--to npy takes a file/],
    [['backbones', 'resnet18', '--input', '-64'], /--input takes a whole number/],
    [['backbones', 'resnet18', '--input', '99999999'], /--input takes a whole number/],
    [['check', '--', '--nowhere.tlp'], /There is no file --nowhere\.tlp/],
    [['run', 'good.tlp', '--seed', '1', '--seed', '2'], /--seed is given more than once/],
    [['run', 'good.tlp', '--out'], /--out needs a value/],
    [['predict', 'run', 'x.png', '--top', 'x'], /--top takes a whole number/],
    [['features', 'resnet18', 'x.png', '--to', 'xls', 'x'], /--to takes a format, npy or csv, and a file/],
    [['check', 'nowhere.tlp'], /error\[TLP872\]: There is no file nowhere\.tlp\./],
    [['check', 'image.tlp'], /error\[TLP872\]: image\.tlp is not UTF-8 text\./],
    [['check', 'long.tlp'], /error\[TLP872\]: long\.tlp is longer than 1 MB/],
    [['explain', '.'], /error\[TLP872\]: \. is a folder, not a \.tlp file\./],
    [['explain', 'two.tlp'], /error\[TLP873\]: The file contains 2 pipelines\.[\s\S]*--pipeline: p, q/],
    [['explain', 'good.tlp', '--pipeline', 'z'], /no pipeline named "z"/],
    [['run', 'good.tlp', '--resume'], /error\[TLP874\]: There is no run of p/],
    [['setup', '--backbone', 'resnet81', 'resnet18'], /Did you mean resnet18\?/],
    [['backbones', 'resnet81'], /Did you mean resnet18\?/],
    [['backbones', 'resnet18', '--input', '3'], /error\[TLP871\]/],
    [['predict', 'run', 'nothing.png'], /error\[TLP853\]: .* is not a run directory/],
    [['features', 'resnet18', 'good.tlp', '--at', 'layer9'], /has no block "layer9".*\n.*layer1/],
  ])('%j ends with 2 and says why on stderr', async (argv, message) => {
    const { status, out, err } = await run(...argv);
    expect(err).toMatch(message);
    expect({ status, out }).toEqual({ status: 2, out: '' });
  });

  it('shows help on stdout, of every command', async () => {
    const { status, out } = await run('--help');
    expect(status).toBe(0);
    for (const command of commands) {
      expect(out).toContain(`tlp ${command.usage.split(' ')[0]}`);
      const help = await run(command.usage.split(' ')[0]!, '--help');
      expect(help).toMatchObject({ status: 0, err: '' });
    }
  });

  it('states its version', async () => {
    const manifest = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(await run('--version')).toEqual({ status: 0, out: `${manifest.version}\n`, err: '' });
  });
});

describe('check', () => {
  it('ends with 0 where nothing is wrong', async () => {
    expect(await run('check', 'good.tlp')).toMatchObject({ status: 0, err: '' });
  });

  it('points at the mistake with its line, code and remedy, and ends with 1', async () => {
    const { status, out } = await run('check', 'bad.tlp');
    expect(status).toBe(1);
    expect(out).toContain('--> bad.tlp:16:7\n');
    expect(out).toContain('16 |       epoch: 2\n   |       ^^^^^');
    expect(out).toMatch(/error\[TLP\d{3}\]: .*epoch/);
    expect(out).toMatch(/= help: .*epochs/);
  });

  it('checks several files, and every one of them counts', async () => {
    const { status, out } = await run('check', 'bad.tlp', 'good.tlp');
    expect(status).toBe(1);
    expect(out).toContain('2 files checked');
  });

  it('tells of the files that are there where one is not', async () => {
    const { status, out } = await run('check', 'nowhere.tlp', 'bad.tlp');
    expect(status).toBe(1);
    expect(out).toContain('--> bad.tlp:16:7');
    expect(out).toContain('There is no file nowhere.tlp.');
  });

  it('prints JSON alone with --format json', async () => {
    const { status, out, err } = await run('check', 'bad.tlp', '--format', 'json');
    expect({ status, err }).toEqual({ status: 1, err: '' });
    const [first] = JSON.parse(out).diagnostics;
    expect(first).toMatchObject({
      file: join(cwd, 'bad.tlp'),
      line: 16,
      column: 7,
      endLine: 16,
      endColumn: 12,
      severity: 'error',
    });
    expect(first.doc).toBe(`docs/diagnostics.md#${first.code.toLowerCase()}`);
  });

  it('checks a value from --set as it checks the file', async () => {
    const { status, out } = await run('check', 'good.tlp', '--set', 'schedule.head.epochs=0');
    expect(status).toBe(1);
    expect(out).toContain('--set schedule.head.epochs=0');
  });

  it('colours on a terminal only, and not with NO_COLOR', async () => {
    const colour = '\u001b[';
    const argv = ['check', 'bad.tlp'];
    expect((await tlp(argv, { cwd, terminal: true })).out).toContain(colour);
    expect((await tlp(argv, { cwd, terminal: true, env: { NO_COLOR: '1' } })).out).not.toContain(colour);
    expect((await tlp(argv, { cwd, terminal: false })).out).not.toContain(colour);
  });
});

describe('explain', () => {
  it('says where each value came from', async () => {
    const { status, out } = await run('explain', 'good.tlp', '--set', 'schedule.head.epochs=7');
    expect(status).toBe(0);
    expect(out).toMatch(/backbone\.input +96px +line 4/);
    expect(out).toMatch(/schedule\.head\.epochs +7 +--set schedule\.head\.epochs=7/);
    expect(out).toMatch(/data\.resize +stretch +default/);
  });

  it('gives the resolved pipeline as JSON', async () => {
    const { out } = await run('explain', 'good.tlp', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({ name: 'p', data: { batch: 8 } });
  });

  it('refuses a pipeline with errors', async () => {
    expect(await run('explain', 'bad.tlp')).toMatchObject({ status: 1, out: '' });
  });
});

describe('format', () => {
  it('tells with --check what it would change, and changes nothing', async () => {
    const before = await readFile(join(cwd, 'messy.tlp'), 'utf8');
    expect(await run('format', '--check', 'messy.tlp', 'good.tlp')).toMatchObject({
      status: 1,
      out: 'would format messy.tlp\n',
    });
    expect(await readFile(join(cwd, 'messy.tlp'), 'utf8')).toBe(before);
  });

  it('lays the file out', async () => {
    expect(await run('format', 'messy.tlp')).toMatchObject({ status: 0, out: 'formatted messy.tlp\n' });
    expect(await readFile(join(cwd, 'messy.tlp'), 'utf8')).toBe(good);
  });

  it('formats the others where one cannot be, and names that one', async () => {
    await writeFile(join(cwd, 'other.tlp'), good.replaceAll('  ', ' '));
    const { status, out, err } = await run('format', 'broken.tlp', 'nowhere.tlp', 'other.tlp');
    expect({ status, out }).toEqual({ status: 1, out: 'formatted other.tlp\n' });
    expect(err).toMatch(/broken\.tlp:1[\s\S]*There is no file nowhere\.tlp[\s\S]*2 inputs were left out/);
  });

  it('says so where a file cannot be read as a pipeline', async () => {
    expect(await run('format', 'broken.tlp')).toMatchObject({ status: 1, out: '' });
  });
});

describe('backbones', () => {
  it('lists the catalogue, and one backbone with its blocks', async () => {
    expect((await run('backbones')).out).toMatch(/resnet18 +ResNet-18 +11\.2M +224px +imagenet/);
    expect((await run('backbones', 'resnet18')).out).toMatch(/layer4 +\[batch, 7, 7, 512\] +10 +8,398,848/);
  });

  it('gives the same as JSON', async () => {
    const { out } = await run('backbones', 'resnet18', '--input', '96', '--format', 'json');
    const { blocks, input } = JSON.parse(out);
    expect(input).toBe(96);
    expect(blocks.at(-1)).toMatchObject({ name: 'layer4', shape: ['batch', 3, 3, 512] });
  });
});

describe('standard input', () => {
  const given = (input: string, ...argv: string[]) => tlp(argv, { cwd, input });

  it('is checked, with its lines shown', async () => {
    const { status, out } = await given(good.replace('epochs: 2', 'epoch: 2'), 'check', '-');
    expect(status).toBe(1);
    expect(out).toContain('--> <stdin>:16:7\n');
    expect(out).toContain('16 |       epoch: 2\n   |       ^^^^^');
    expect(out).toContain('1 file checked: 1 error');
  });

  it.each(['json', 'sarif'])('is checked as %s', async (format) => {
    const { status, out } = await given('pipeline x {}', 'check', '-', '--format', format);
    expect(status).toBe(1);
    expect(JSON.stringify(JSON.parse(out))).toMatch(/stdin/);
  });

  it('is explained', async () => {
    expect((await given(good, 'explain', '-')).out).toMatch(/backbone\.input +96px +line 4/);
  });

  it('takes paths from the folder one stands in', async () => {
    const { out } = await given(good, 'explain', '-', '--format', 'json');
    expect(JSON.parse(out).data.path).toBe(join(cwd, 'photos'));
  });

  it('is laid out on standard output, laid out already or not', async () => {
    for (const text of [good, good.replaceAll('  ', ' ')]) {
      expect(await given(text, 'format', '-')).toEqual({ status: 0, out: good, err: '' });
    }
  });

  it('is compared with its layout, and nothing of it is printed', async () => {
    expect(await given(good.replaceAll('  ', ' '), 'format', '--check', '-')).toMatchObject({
      status: 1,
      out: 'would format -\n',
    });
    expect(await given(good, 'format', '--check', '-')).toMatchObject({ status: 0, out: '' });
  });

  it('is refused where it is no text, no pipeline or has no end', async () => {
    expect((await given('pipeline {', 'format', '-')).status).toBe(1);
    expect((await given('a\0b', 'check', '-')).err).toContain('<stdin> is not UTF-8 text');
    expect((await given(' '.repeat(17e6), 'check', '-')).err).toContain('TLP880');
  });
});

describe('a name that begins with a dash', () => {
  it('stands after --', async () => {
    await writeFile(join(cwd, '--good.tlp'), good);
    expect(await run('check', '--', '--good.tlp')).toMatchObject({ status: 0 });
    expect((await run('explain', '--format', 'json', '--', '--good.tlp')).status).toBe(0);
    expect((await run('check', 'good.tlp', '--', '--good.tlp')).out).toContain('2 files checked');
  });
});

it('counts no byte order mark as a column, and keeps it', async () => {
  const marked = `\ufeff${good}`;
  await writeFile(join(cwd, 'marked.tlp'), marked);
  expect(await run('format', 'marked.tlp')).toEqual({ status: 0, out: '', err: '' });
  expect((await tlp(['format', '-'], { cwd, input: marked })).out).toBe(marked);
  const { out } = await tlp(['check', '-'], { cwd, input: '\ufeffpipeline x {}' });
  expect(out).toContain('--> <stdin>:1:1\n  |\n1 | pipeline x {}\n  | ^');
});

describe('names from outside', () => {
  const name = 'a\x1b[31m\nb\u202e';

  it('stay on one line and steer nothing, in messages', async () => {
    const { err } = await tlp(['check', name], { cwd, terminal: true });
    expect(err).toContain('There is no file a\\u001b[31m\\nb\\u202e.');
  });

  it('do so in positions and source lines', async () => {
    await writeFile(join(cwd, `${name}.tlp`), good.replace('pipeline p', 'pipeline p /* \x1b[2J */ x'));
    const { status, out } = await tlp(['check', '--', `${name}.tlp`], { cwd, terminal: true });
    expect(status).toBe(1);
    expect(out).toContain('a\\u001b[31m\\nb\\u202e.tlp:1:');
    expect(out).toContain('/* \\u001b[2J */');
    for (const raw of ['\x1b[2J', '\u202e']) expect(out).not.toContain(raw);
  });
});

describe('a reader that leaves', () => {
  const outTakes = { length: 5, loss: 'EPIPE' } as const;

  it.each([
    ['backbones'],
    ['backbones', '--format', 'json'],
    ['check', 'bad.tlp'],
    ['check', 'bad.tlp', '--format', 'json'],
    ['check', 'bad.tlp', '--format', 'sarif'],
    ['explain', 'good.tlp'],
    ['explain', 'good.tlp', '--format', 'json'],
    ['--help'],
  ])('ends %s %s %s %s as SIGPIPE would', async (...argv) => {
    const { status, err } = await tlp(argv, { cwd, outTakes });
    expect({ status, err }).toEqual({ status: 141, err: '' });
  });

  it('does not keep format from its work', async () => {
    for (const name of ['x.tlp', 'y.tlp']) await writeFile(join(cwd, name), good.replaceAll('  ', ' '));
    expect(await tlp(['format', 'x.tlp', 'y.tlp'], { cwd, outTakes })).toMatchObject({ status: 0 });
    expect(await readFile(join(cwd, 'y.tlp'), 'utf8')).toBe(good);
  });

  it('is told from a full disk', async () => {
    const { status, err } = await tlp(['backbones'], { cwd, outTakes: { length: 5, loss: 'ENOSPC' } });
    expect(status).toBe(2);
    expect(err).toMatch(/The result cannot be written to standard output: write ENOSPC/);
  });
});
