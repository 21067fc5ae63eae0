import { Module } from '@nestjs/common';
import { Config, EventLog } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccountsController } from './accounts/accounts.controller.ts';
import { AccountsService } from './accounts/accounts.service.ts';
import { AccountsView } from './accounts/accounts.view.ts';
import { Auth } from './auth/auth.ts';
import { Credentials } from './auth/credentials.ts';
import { GroupsController } from './groups/groups.controller.ts';
import { GroupsView } from './groups/groups.view.ts';
import { SessionHook } from './sessions/session.hook.ts';
import { SessionsController } from './sessions/sessions.controller.ts';
import { SessionsService } from './sessions/sessions.service.ts';

/** Who people are: accounts from here and elsewhere, groups, and signing in. */
@Module({
  controllers: [AccountsController, SessionsController, GroupsController],
  providers: [
    { provide: Auth, useFactory: Auth.open, inject: [Config, DataSource, EventLog] },
    Credentials,
    AccountsService,
    AccountsView,
    GroupsView,
    SessionsService,
    SessionHook,
  ],
  exports: [AccountsService, AccountsView, GroupsView, SessionsService],
})
export class IdentityModule {}
