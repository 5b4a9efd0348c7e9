import { URI } from 'langium';
import { isSound } from '../../plan/draft-facts.js';
import type { Draft } from '../../resolve/resolve.js';
import type { Scene } from '../feature.js';
import { countData, type DataCount } from './count.js';

/** The data of a pipeline as far as it can be seen from here and the user wants it to be looked at. */
export function dataSeen({ settings, snapshot, workspace }: Scene, draft: Draft): DataCount | undefined {
  const sound = isSound(draft, 'data.path') && isSound(draft, 'data.split');
  if (!settings.lookAtData || !sound || !draft.pipeline.data.path) return undefined;
  const here = URI.parse(snapshot.uri);
  const list = (path: string) => {
    const uri = here.scheme === 'file' ? URI.file(path) : here.with({ path });
    return workspace.files.list(uri.toString());
  };
  return countData({ list }, draft.pipeline.data);
}
