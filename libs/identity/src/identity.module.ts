import { Module } from '@nestjs/common';
import { MediaModule } from '@app/media';
import { Config } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccountsController } from './accounts/accounts.controller.ts';
import { AccountsService } from './accounts/accounts.service.ts';
import { AccountsView } from './accounts/accounts.view.ts';
import { ApplicationsView } from './applications/applications.view.ts';
import { AuthController } from './auth/auth.controller.ts';
import { Auth } from './auth/auth.ts';
import { Credentials } from './auth/credentials.ts';
import { MailLinks } from './auth/mail-links.ts';
import { GroupsController } from './groups/groups.controller.ts';
import { GroupsService } from './groups/groups.service.ts';
import { GroupsView } from './groups/groups.view.ts';
import { InvitationsView } from './invitations/invitations.view.ts';
import { AccountParts } from './leaving/account-parts.ts';
import { ExportJobs } from './leaving/export/export.jobs.ts';
import { ExportMakerService } from './leaving/export/export-maker.service.ts';
import { ExportsController } from './leaving/export/exports.controller.ts';
import { ExportsService } from './leaving/export/exports.service.ts';
import { LeavingController } from './leaving/leaving.controller.ts';
import { LeavingService } from './leaving/leaving.service.ts';
import { OwnPart } from './leaving/own-part.ts';
import { AvatarsController } from './profiles/avatars.controller.ts';
import { AvatarsService } from './profiles/avatars.service.ts';
import { ProfilesController } from './profiles/profiles.controller.ts';
import { ProfilesService } from './profiles/profiles.service.ts';
import { RecoveryController } from './recovery/recovery.controller.ts';
import { RecoveryService } from './recovery/recovery.service.ts';
import { RelationsController } from './relations/relations.controller.ts';
import { RelationsService } from './relations/relations.service.ts';
import { RelationsView } from './relations/relations.view.ts';
import { SessionHook } from './sessions/session.hook.ts';
import { SessionsController } from './sessions/sessions.controller.ts';
import { SessionsJobs } from './sessions/sessions.jobs.ts';
import { SecondFactorsView } from './second-factor/second-factors.view.ts';
import { SessionsService } from './sessions/sessions.service.ts';
import { ViewersView } from './viewer/viewers.view.ts';
import { SignInSettingsService } from './settings/sign-in-settings.service.ts';
import { SIGN_IN_CONTROLLERS, SIGN_IN_PROVIDERS } from './sign-in.parts.ts';
import { TrustController } from './trust/trust.controller.ts';
import { TrustService } from './trust/trust.service.ts';

/** Who people are: accounts from here and elsewhere, groups, and signing in. */
@Module({
  imports: [MediaModule],
  controllers: [
    AccountsController,
    SessionsController,
    RecoveryController,
    GroupsController,
    AuthController,
    ...SIGN_IN_CONTROLLERS,
    AvatarsController,
    ProfilesController,
    RelationsController,
    TrustController,
    ExportsController,
    LeavingController,
  ],
  providers: [
    {
      provide: Auth,
      useFactory: (config: Config, db: DataSource) => Auth.open(config, db),
      inject: [Config, DataSource],
    },
    Credentials,
    MailLinks,
    AccountsService,
    AccountsView,
    GroupsService,
    GroupsView,
    AvatarsService,
    ProfilesService,
    RelationsService,
    RelationsView,
    TrustService,
    AccountParts,
    ExportJobs,
    ExportMakerService,
    ExportsService,
    LeavingService,
    OwnPart,
    SessionsService,
    RecoveryService,
    SessionHook,
    SessionsJobs,
    ViewersView,
    ...SIGN_IN_PROVIDERS,
  ],
  exports: [
    AccountParts,
    ApplicationsView,
    InvitationsView,
    AccountsService,
    AccountsView,
    MailLinks,
    SecondFactorsView,
    RelationsView,
    SessionsService,
    SignInSettingsService,
    TrustService,
    ViewersView,
  ],
})
export class IdentityModule {}
