/** `npm run pack`: sets everything up, then packs the package a user installs; arguments go to `npm pack`. */
import { must } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';

await setUp();
await must('npm', ['pack', '-w', '@tlp/runtime', ...process.argv.slice(2)]);
