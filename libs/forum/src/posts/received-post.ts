/** A post of another server, as it comes in. */
export interface ReceivedPost {
  /** The id under which the post's home server knows it. */
  uri: string;
  url: string | null;
  topicId: string;
  replyToPostId: string | null;
  authorId: string;
  html: string;
  text: string;
  createdAt: Date;
}

export interface ReceivedEdit {
  uri: string;
  html: string;
  text: string;
  updatedAt: Date;
}
