import { SignInSettings } from '@app/contract';
import type { DataSource } from 'typeorm';

/** Who comes in and how; the contract's defaults as long as nobody has set anything. */
export async function readSignInSettings(db: DataSource): Promise<SignInSettings> {
  const rows: { value: unknown }[] = await db.query(`select value from site_setting where key = 'sign-in'`);
  return SignInSettings.parse(rows[0]?.value ?? {});
}
