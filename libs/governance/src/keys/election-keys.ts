import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Config, writeOnce } from '@app/platform';
import { keyFolder, logKeyFile } from './key-files.ts';

const generate = promisify(generateKeyPair);

export interface ElectionPrivateKeys {
  /** RSA-3072; signs blinded credentials (RFC 9474). */
  registrar: KeyObject;
  /** X25519; opens ballots, published after voting. */
  sealing: KeyObject;
  /** Ed25519; signs receipts and the heads of the log. */
  log: KeyObject;
}

/**
 * The private keys of elections, as files that only the server's user may read. They are not in the
 * database, so that whoever has the database or a backup of it can neither make credentials nor open
 * ballots before the close. Someone who can read the server's files can.
 */
@Injectable()
export class ElectionKeys {
  constructor(private readonly config: Config) {}

  /** Makes the keys of an election, or finds those that an interrupted start made. */
  async make(electionId: string): Promise<ElectionPrivateKeys> {
    await mkdir(this.directory(electionId), { recursive: true, mode: 0o700 });
    const [registrar, sealing, log] = await Promise.all([
      generate('rsa', { modulusLength: 3072, publicExponent: 65_537 }),
      generate('x25519'),
      generate('ed25519'),
    ]);
    await writeOnce(this.file(electionId, 'registrar'), pem(registrar.privateKey));
    await writeOnce(this.file(electionId, 'sealing'), pem(sealing.privateKey));
    await writeOnce(logKeyFile(this.config, electionId), pem(log.privateKey));
    return this.read(electionId);
  }

  /** @throws when this process does not see the files: web and worker need one DATA_DIR */
  async read(electionId: string): Promise<ElectionPrivateKeys> {
    const [registrar, sealing, log] = await Promise.all([
      readFile(this.file(electionId, 'registrar'), 'utf8'),
      readFile(this.file(electionId, 'sealing'), 'utf8'),
      readFile(logKeyFile(this.config, electionId), 'utf8'),
    ]);
    return {
      registrar: createPrivateKey(registrar),
      sealing: createPrivateKey(sealing),
      log: createPrivateKey(log),
    };
  }

  /** Ends the making of credentials for good, and of keeping what is published. */
  async destroy(electionId: string): Promise<void> {
    await rm(this.directory(electionId), { recursive: true, force: true });
  }

  private directory(electionId: string): string {
    return keyFolder(this.config, electionId);
  }

  private file(electionId: string, key: 'registrar' | 'sealing'): string {
    return join(this.directory(electionId), `${key}.pem`);
  }
}

function pem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
