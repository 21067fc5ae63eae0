import { createPrivateKey, generateKeyPair, webcrypto } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ApKey } from './ap-key.entity.ts';

/** How long another process may sign with a key that was replaced. */
const FRESH_MS = 5000;
const MOST_MADE = 10_000;

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/** What signs for one of our actors. */
export interface Signer {
  keyId: URL;
  privateKey: webcrypto.CryptoKey;
}

@Injectable()
export class KeysService {
  private readonly signers = new Map<string, { signer: Signer; until: number }>();
  /** Actors that are known to have a key; none ever loses it, whatever key it is. */
  private readonly made = new Set<string>();

  constructor(readonly db: DataSource) {}

  /**
   * The key of one of our actors, made when it is first needed. Two processes that make one at the same
   * time end up with the same: the first row stays.
   *
   * @param actor the id of an actor of ours that may be seen from outside
   */
  async ensure(actor: string): Promise<ApKey> {
    const known = await this.db.getRepository(ApKey).findOneBy({ actor });
    if (known) return known;
    const { publicKey, privateKey } = await newPair();
    await this.db.query(
      `insert into ap_key (actor, key_id, private_pem, public_pem) values ($1, $2, $3, $4)
       on conflict (actor) do nothing`,
      [actor, `${actor}#rsa-1`, privateKey, publicKey],
    );
    return this.db.getRepository(ApKey).findOneByOrFail({ actor });
  }

  /** Makes sure that an actor of ours has a key, and with it can be seen by other servers. */
  async give(actor: string): Promise<void> {
    if (this.made.has(actor)) return;
    await this.ensure(actor);
    if (this.made.size >= MOST_MADE) this.made.clear();
    this.made.add(actor);
  }

  /** Replaces the key of an actor by one with the next id. What waits to be sent is signed with it too. */
  async rotate(actor: string): Promise<ApKey> {
    const { publicKey, privateKey } = await newPair();
    await this.db.query(
      `update ap_key set private_pem = $2, public_pem = $3, created_at = now(),
         key_id = actor || '#rsa-' || (substring(key_id from '#rsa-(\\d+)$')::int + 1)
       where actor = $1`,
      [actor, privateKey, publicKey],
    );
    this.signers.delete(actor);
    return this.ensure(actor);
  }

  async signer(actor: string): Promise<Signer> {
    const cached = this.signers.get(actor);
    if (cached && cached.until > Date.now()) return cached.signer;
    const { keyId, privatePem } = await this.ensure(actor);
    const der = createPrivateKey(privatePem).export({ type: 'pkcs8', format: 'der' });
    const signer = {
      keyId: new URL(keyId),
      // Fedify signs with extractable keys only.
      privateKey: await webcrypto.subtle.importKey('pkcs8', der, RSA, true, ['sign']),
    };
    this.signers.set(actor, { signer, until: Date.now() + FRESH_MS });
    return signer;
  }
}

function newPair(): Promise<{ publicKey: string; privateKey: string }> {
  return promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}
