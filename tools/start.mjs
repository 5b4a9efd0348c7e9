/** `npm start`: sets everything up, then trains the emoji example. Further arguments go to `tlp run`. */
import path from 'node:path';
import { tlp } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';

await setUp();
const example = path.join('examples', 'emoji', 'emoji.tlp');
const { code } = await run(process.execPath, [tlp, 'run', example, ...process.argv.slice(2)]);
process.exitCode = code;
