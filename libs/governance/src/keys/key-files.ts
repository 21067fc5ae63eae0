import { join } from 'node:path';
import type { Config } from '@app/platform';

/** Where the private keys of an election are until its close. */
export function keyFolder({ dataDir }: Config, electionId: string): string {
  return join(dataDir, 'elections', electionId);
}

/** The key that signs receipts and the heads of the log. */
export function logKeyFile(config: Config, electionId: string): string {
  return join(keyFolder(config, electionId), 'log.pem');
}
