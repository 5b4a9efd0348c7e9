import { runtimeModalities } from '../modalities/index.js';
import type { Proposal } from '../modalities/modality.js';

/** Asks each modality, in the order of the table. @throws TlpError of what the first that means the data finds wrong */
export async function proposalFor(path: string): Promise<Proposal> {
  for (const { propose } of runtimeModalities) {
    const proposal = await propose?.(path);
    if (proposal) return proposal;
  }
  throw new Error(`No kind of data is proposed for ${path}.`);
}
