/** Loaded into every Node process that is measured: writes its peak resident memory, bytes, to descriptor 3. */
import { writeSync } from 'node:fs';

process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS * 1024)));
