/** What of a folder of images is left out, where classes do not matter. */

import { leftovers } from '@tlp/language/checks/data/shared/leftovers.js';
import { unnamedFolders } from '@tlp/language/checks/data/shared/unnamed-folders.js';
import type { Rule } from '@tlp/language/checks/rule.js';
import type { FilesFound } from '@tlp/language/data/walk.js';
import { type Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import { unreadImages } from '@tlp/language/modalities/images/checks/unread-images.js';
import { diagnose } from '@tlp/language/resolve/journal.js';

/** @throws TlpError TLP381 where a folder's name is not UTF-8 */
export function filesLeftOut(found: FilesFound, folder: string): readonly Diagnostic[] {
  const tell = <Args>(rule: Rule<Args>, args: Args): Diagnostic => diagnose(rule, args, {}, folder);
  const { unread, leftovers: left, unnamed } = found;
  if (unnamed.length > 0) throw new TlpError([tell(unnamedFolders, { folders: unnamed })]);
  return [
    ...(unread.length > 0 ? [tell(unreadImages, { files: unread, lost: [] })] : []),
    ...(left.length > 0 ? [tell(leftovers, { names: left })] : []),
  ];
}
