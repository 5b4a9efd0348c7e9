/** Every diagnostic there is: the language's rules beside what the runtime raises. */
import { rules } from '../checks/index.js';
import { dataCatalogue } from './data.js';
import type { Catalogue, CatalogueEntry } from './entry.js';
import { environmentCatalogue } from './environment.js';
import { liveCatalogue } from './live.js';
import { ratesCatalogue } from './rates.js';
import { runsCatalogue } from './runs.js';
import { sweepsCatalogue } from './sweeps.js';
import { trainingCatalogue } from './training.js';
import { weightsCatalogue } from './weights.js';

const rulesCatalogue: Catalogue = Object.fromEntries(
  rules.map(({ code, title, explanation }): [string, CatalogueEntry] => [code, { title, explanation }]),
);

/** The areas in the order of their codes' first use; no code stands in two of them. */
export const catalogues = {
  language: rulesCatalogue,
  weights: weightsCatalogue,
  data: dataCatalogue,
  training: trainingCatalogue,
  environment: environmentCatalogue,
  runs: runsCatalogue,
  rates: ratesCatalogue,
  sweeps: sweepsCatalogue,
  live: liveCatalogue,
} satisfies Record<string, Catalogue>;

export const diagnosticCatalogue: Catalogue = Object.assign({}, ...Object.values(catalogues));
