// Reporting without a signal. One file in two places: beside the pages under /lapor, and in the background, where the
// browser looks for it at this address. Both keep, send and forget the same things, so the phone loads it once.

import { beside } from './ui/scripts/offline-page.js';
import { inBackground } from './ui/scripts/offline-worker.js';

if (typeof document === 'undefined') inBackground();
else beside();
