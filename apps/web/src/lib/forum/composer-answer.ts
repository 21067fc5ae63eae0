/** What the server answers to a composer that stays open: what was written, with a refusal or a preview. */
export interface ComposerAnswer {
  values: { raw: string };
  /** Why it was not accepted. */
  message?: string | undefined;
  /** What the refusal is called in the API. */
  code?: string | undefined;
  link?: { href: string; label: string } | undefined;
  errors?: Record<string, string> | undefined;
  /** Sanitised HTML. */
  preview?: string | undefined;
}
