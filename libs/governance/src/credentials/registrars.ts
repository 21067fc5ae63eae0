import { Injectable } from '@nestjs/common';
import { Config, OutgoingClient, ProblemError } from '@app/platform';
import { z } from 'zod';
import { ElectionKeys } from '../keys/election-keys.ts';
import { blindSign } from './blind-sign.ts';

const TIMEOUT_MS = 15_000;
const Enrolled = z.object({ key: z.base64(), rollRoot: z.string() });
const Signed = z.object({ signature: z.base64() });

export interface EnrolledRoll {
  electionId: string;
  topicUrl: string;
  votingClosesAt: string;
  /** Hexadecimal, in order. */
  leaves: string[];
  rollRoot: string;
}

/** Those who sign ballots: this server, and auditors' `folkmoot registrar` on machines of their own. */
@Injectable()
export class Registrars {
  constructor(
    private readonly config: Config,
    private readonly outgoing: OutgoingClient,
    private readonly keys: ElectionKeys,
  ) {}

  /** This server's own blind signature. @throws ProblemError `invalid-input` */
  async signHere(electionId: string, blinded: Buffer): Promise<Buffer> {
    const { registrar } = await this.keys.read(electionId);
    return blindSign(registrar, blinded);
  }

  /**
   * Gives each registrar the roll and answers their keys for this election, in the order of the settings. Giving it
   * again answers the same; another roll they refuse.
   *
   * @throws ProblemError `registrar-unavailable`
   */
  enrol(roll: EnrolledRoll): Promise<{ name: string; key: string }[]> {
    return Promise.all(
      this.config.registrars.map(async ({ name, ...address }) => {
        const { key, rollRoot } = Enrolled.parse(await this.ask(address, 'elections', roll));
        if (rollRoot !== roll.rollRoot) throw new Error(`registrar ${name} has another roll`);
        return { name, key };
      }),
    );
  }

  /**
   * Another registrar's blind signature. The same request again gets the same answer.
   *
   * @returns null when there is none to be had from them now
   */
  async sign(
    name: string,
    request: { electionId: string; leaf: string; blinded: string },
  ): Promise<string | null> {
    const address = this.config.registrars.find((registrar) => registrar.name === name);
    if (!address) return null;
    return this.ask(address, 'credentials', request).then(
      (answer) => Signed.parse(answer).signature,
      () => null,
    );
  }

  private async ask(
    { url, token }: { url: string; token: string },
    path: string,
    body: object,
  ): Promise<unknown> {
    const answer = await this.outgoing
      .send({
        method: 'POST',
        url: `${url}/${path}`,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: Buffer.from(JSON.stringify(body)),
        timeoutMs: TIMEOUT_MS,
      })
      .catch(() => null);
    if (answer?.status !== 200) throw new ProblemError('registrar-unavailable');
    return JSON.parse(answer.body.toString());
  }
}
