/** As much of the library as the spec uses; it brings no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  interface Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }
  interface Context {
    path: string;
    req: IncomingMessage;
    res: ServerResponse;
    headers: Record<string, string | undefined>;
    redirect(url: string): void;
    oidc: {
      provider: { Grant: new (of: { clientId: string | undefined; accountId: string | undefined }) => Grant };
      client?: { clientId: string };
      session?: { accountId: string };
    };
  }
  interface Configuration {
    clients: object[];
    claims: Record<string, string[]>;
    features: object;
    cookies: { keys: string[] };
    interactions: { url: (context: Context, interaction: { uid: string }) => string };
    findAccount: (context: Context, id: string) => { accountId: string; claims: () => { sub: string } };
    pkce: { required: () => boolean };
    loadExistingGrant: (context: Context) => Promise<Grant>;
  }
  export default class Provider {
    constructor(issuer: string, configuration: Configuration);
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void> | void): void;
    interactionResult(request: IncomingMessage, response: ServerResponse, result: object): Promise<string>;
  }
}
