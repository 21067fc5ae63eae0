/** What a file is for decides who may see it: avatars and previews everyone, a post's files whoever sees the post; `remote` is a copy of another server's. */
export type UploadPurpose = 'post' | 'avatar' | 'preview' | 'remote';
