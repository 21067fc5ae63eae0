import { Module } from '@nestjs/common';
import { Config } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccountsController } from './accounts/accounts.controller.ts';
import { AccountsService } from './accounts/accounts.service.ts';
import { AccountsView } from './accounts/accounts.view.ts';
import { AuthController } from './auth/auth.controller.ts';
import { Auth } from './auth/auth.ts';
import { Credentials } from './auth/credentials.ts';
import { MailLinks } from './auth/mail-links.ts';
import { GroupsController } from './groups/groups.controller.ts';
import { GroupsView } from './groups/groups.view.ts';
import { RecoveryController } from './recovery/recovery.controller.ts';
import { RecoveryService } from './recovery/recovery.service.ts';
import { SessionHook } from './sessions/session.hook.ts';
import { SessionsController } from './sessions/sessions.controller.ts';
import { SessionsJobs } from './sessions/sessions.jobs.ts';
import { SessionsService } from './sessions/sessions.service.ts';

/** Who people are: accounts from here and elsewhere, groups, and signing in. */
@Module({
  controllers: [AccountsController, SessionsController, RecoveryController, GroupsController, AuthController],
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
    GroupsView,
    SessionsService,
    RecoveryService,
    SessionHook,
    SessionsJobs,
  ],
  exports: [AccountsService, AccountsView, MailLinks, SessionsService],
})
export class IdentityModule {}
