import { createPrivateKey, generateKeyPair, webcrypto } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ApKey } from './ap-key.entity.ts';

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/** What signs for one of our actors. */
export interface Signer {
  keyId: URL;
  privateKey: webcrypto.CryptoKey;
}

@Injectable()
export class KeysService {
  private readonly signers = new Map<string, Signer>();

  constructor(private readonly db: DataSource) {}

  /**
   * The key of one of our actors, made when it is first needed. Two processes that make one at the same
   * time end up with the same: the first row stays.
   *
   * @param actor the id of an actor of ours that may be seen from outside
   */
  async ensure(actor: string): Promise<ApKey> {
    const known = await this.db.getRepository(ApKey).findOneBy({ actor });
    if (known) return known;
    const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    await this.db.query(
      `insert into ap_key (actor, key_id, private_pem, public_pem) values ($1, $2, $3, $4)
       on conflict (actor) do nothing`,
      [actor, `${actor}#rsa-1`, privateKey, publicKey],
    );
    return this.db.getRepository(ApKey).findOneByOrFail({ actor });
  }

  async signer(actor: string): Promise<Signer> {
    const cached = this.signers.get(actor);
    if (cached) return cached;
    const { keyId, privatePem } = await this.ensure(actor);
    const der = createPrivateKey(privatePem).export({ type: 'pkcs8', format: 'der' });
    const signer = {
      keyId: new URL(keyId),
      // Fedify signs with extractable keys only.
      privateKey: await webcrypto.subtle.importKey('pkcs8', der, RSA, true, ['sign']),
    };
    this.signers.set(actor, signer);
    return signer;
  }
}
