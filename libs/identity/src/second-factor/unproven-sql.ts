/**
 * The SQL condition that a session began without a second factor, at a site that asks those in charge for one.
 *
 * @param session alias of `auth_session`; written by us, never by a user
 */
export function unprovenSql(session: string): string {
  return `(${session}.method not in ('passkey', 'totp')
    and exists (select from site_setting where key = 'sign-in' and value->>'requireSecondFactor' = 'true'))`;
}
