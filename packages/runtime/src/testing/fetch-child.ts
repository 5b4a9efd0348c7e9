/** A process that fetches, for tests of several and of kills: `node … URL SHA256 FOLDER`. Prints what it has. */
import { fetchWeights } from '../weights/fetch.js';

const [url = '', sha256 = '', folder = ''] = process.argv.slice(2);
const fetched = await fetchWeights(
  {
    name: 'imagenet',
    format: 'pth',
    layout: 'any',
    sha256,
    origins: [{ kind: 'url', url }],
    licence: 'MIT',
    trainedOn: 'nothing',
  },
  { folder, env: {} },
);
process.stdout.write(JSON.stringify(fetched));
