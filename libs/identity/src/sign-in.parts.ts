import { ApplicationsController } from './applications/applications.controller.ts';
import { ApplicationsService } from './applications/applications.service.ts';
import { ApplicationsView } from './applications/applications.view.ts';
import { Codes } from './codes/codes.ts';
import { HeldFormsController } from './held-forms/held-forms.controller.ts';
import { HeldFormsService } from './held-forms/held-forms.service.ts';
import { InvitationsController } from './invitations/invitations.controller.ts';
import { InvitationsService } from './invitations/invitations.service.ts';
import { InvitationsView } from './invitations/invitations.view.ts';
import { OidcClient } from './oidc/oidc-client.ts';
import { OidcProvidersController } from './oidc/oidc-providers.controller.ts';
import { OidcProvidersService } from './oidc/oidc-providers.service.ts';
import { OidcProvidersView } from './oidc/oidc-providers.view.ts';
import { OidcController } from './oidc/oidc.controller.ts';
import { OidcService } from './oidc/oidc.service.ts';
import { PasskeyCeremonies } from './passkeys/ceremonies.ts';
import { Challenges } from './passkeys/challenges.ts';
import { PasskeysController } from './passkeys/passkeys.controller.ts';
import { PasskeysService } from './passkeys/passkeys.service.ts';
import { PasswordsService } from './recovery/passwords.service.ts';
import { SecondFactorService } from './second-factor/second-factor.service.ts';
import { SecurityController } from './second-factor/security.controller.ts';
import { SecondFactorsView } from './second-factor/second-factors.view.ts';
import { SecurityView } from './second-factor/security.view.ts';
import { OwnSessionsController } from './sessions/own-sessions.controller.ts';
import { SessionEndsService } from './sessions/session-ends.service.ts';
import { SignInChoicesView } from './settings/sign-in-choices.view.ts';
import { SignInSettingsController } from './settings/sign-in-settings.controller.ts';
import { SignInSettingsService } from './settings/sign-in-settings.service.ts';
import { SignUpService } from './sign-up/sign-up.service.ts';

/** What of the module is about coming in and signing in. */
export const SIGN_IN_CONTROLLERS = [
  ApplicationsController,
  HeldFormsController,
  InvitationsController,
  OidcController,
  OidcProvidersController,
  OwnSessionsController,
  PasskeysController,
  SecurityController,
  SignInSettingsController,
];

export const SIGN_IN_PROVIDERS = [
  ApplicationsService,
  ApplicationsView,
  HeldFormsService,
  InvitationsService,
  InvitationsView,
  OidcClient,
  OidcProvidersService,
  OidcProvidersView,
  OidcService,
  Challenges,
  Codes,
  PasskeyCeremonies,
  PasskeysService,
  PasswordsService,
  SecondFactorService,
  SecondFactorsView,
  SecurityView,
  SessionEndsService,
  SignInChoicesView,
  SignInSettingsService,
  SignUpService,
];
