/** What another server says about one of its people, checked and sanitised by the caller. */
export interface RemoteAccount {
  /** The id under which that server knows it; the identity of the account. */
  uri: string;
  url: string | null;
  handle: string;
  domain: string;
  name: string;
  bioHtml: string;
  avatarUrl: string | null;
  /** Whether search may find what they write. */
  indexable: boolean;
}
