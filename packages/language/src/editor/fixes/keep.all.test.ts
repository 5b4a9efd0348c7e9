/** What `keep.test.ts` leaves out: every slip. */
import { fixesKeepWhatWasMeant } from '../../testing/fixes-keep.js';

fixesKeepWhatWasMeant(7);
