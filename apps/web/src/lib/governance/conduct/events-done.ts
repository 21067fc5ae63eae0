import type { ElectionEvent } from '@app/contract';
import { m } from '#lib/paraglide/messages.js';

/** What an event is called once it has happened. */
export const EVENT_DONE: Record<ElectionEvent, () => string> = {
  announce: m.log_announce,
  'open-nominations': m.log_open_nominations,
  'close-nominations': m.log_close_nominations,
  'publish-slate': m.log_publish_slate,
  'reopen-nominations': m.log_reopen_nominations,
  'declare-uncontested': m.log_declare_uncontested,
  seal: m.log_seal,
  'open-voting': m.log_open_voting,
  suspend: m.log_suspend,
  resume: m.log_resume,
  'close-voting': m.log_close_voting,
  'open-ballots': m.log_open_ballots,
  count: m.log_count,
  'open-challenges': m.log_open_challenges,
  certify: m.log_certify,
  install: m.log_install,
  void: m.log_void,
  cancel: m.log_cancel,
};
