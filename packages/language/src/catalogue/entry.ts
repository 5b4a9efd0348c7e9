/** One entry of the diagnostics catalogue; `docs/diagnostics.md` is generated from these. */
export interface CatalogueEntry {
  /** Short name of the problem, as the documentation's heading. */
  readonly title: string;
  /** Why it is a problem and what to do, for the documentation. */
  readonly explanation: string;
}

export type Catalogue = Readonly<Record<`TLP${number}`, CatalogueEntry>>;
