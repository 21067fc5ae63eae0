import { Account } from './accounts/account.entity.ts';
import { LocalHandle } from './accounts/local-handle.entity.ts';
import { AccountExport } from './leaving/export/account-export.entity.ts';
import { AccountNote } from './relations/account-note.entity.ts';
import { AccountRelation } from './relations/account-relation.entity.ts';
import { Vouch } from './trust/vouch.entity.ts';

export { Account, LocalHandle };
export { accountRefSql } from './accounts/account-ref.ts';
export { importAccounts } from './accounts/import-accounts.ts';
export { AccountsService } from './accounts/accounts.service.ts';
export { AccountsView } from './accounts/accounts.view.ts';
export {
  ApplicationsView,
  type DecisionMail,
  waitingApplicationsSql,
} from './applications/applications.view.ts';
export { GroupsService } from './groups/groups.service.ts';
export { type InvitationMail, InvitationsView } from './invitations/invitations.view.ts';
export { type LinkMail, MailLinks, VERIFICATION_HOURS } from './auth/mail-links.ts';
export { writtenCode } from './codes/code.rules.ts';
export { AccountParts, type ExportFile } from './leaving/account-parts.ts';
export { IdentityModule } from './identity.module.ts';
export { heardSql, RelationsView } from './relations/relations.view.ts';
export { SecondFactorsView } from './second-factor/second-factors.view.ts';
export { SessionsService } from './sessions/sessions.service.ts';
export { TrustService } from './trust/trust.service.ts';
export { CurrentViewer, GUEST, signedIn, staffOnly, type Viewer } from './viewer/viewer.ts';
export { ViewersView } from './viewer/viewers.view.ts';

export const IDENTITY_ENTITIES = [Account, LocalHandle, AccountRelation, AccountNote, Vouch, AccountExport];
