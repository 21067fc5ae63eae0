import { Account } from './accounts/account.entity.ts';

export { Account };
export { IdentityModule } from './identity.module.ts';
export { CurrentViewer, GUEST, signedIn, type Viewer } from './viewer/viewer.ts';

export const IDENTITY_ENTITIES = [Account];
