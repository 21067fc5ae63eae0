import type { Category, CurrentAccount, Density, Site } from '@app/contract';
import type { Theme } from '#lib/ui/theme.ts';

declare module 'node:http' {
  interface IncomingMessage {
    /** Set by the server that these pages run in; absent under `vite dev`. */
    api?: (request: Request) => Promise<Response>;
    /** Told to the server that these pages run in: which page it was, for its measurements. */
    route?: string;
  }
}

declare global {
  namespace App {
    interface Error {
      status: number;
      message: string;
      /** The refusal's code in the contract's table of problems. */
      code?: string;
      requestId?: string;
    }
    interface Locals {
      theme: Theme;
      density: Density;
      /** A command of this form was refused because nobody is signed in. */
      signInNeeded?: true;
    }
    interface PageData {
      site?: Site;
      viewer?: CurrentAccount | null;
      theme?: Theme;
      shortcuts?: boolean;
      category?: Category;
      /** The viewer's time zone, once their browser has told it. */
      zone?: string | undefined;
    }
  }
}
