import { describe, expect, it } from 'vitest';
import { outgoingOf } from './outgoing.ts';

const form = (values: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  return data;
};

describe('what is sent later', () => {
  it('is a reply to a topic or to a post, under the key that it had', () => {
    expect(outgoingOf('/t/12/reply', form({ raw: 'Yes', clientId: 'k' }))).toEqual({
      key: 'k',
      path: '/api/v1/topics/12/posts',
      body: { raw: 'Yes', clientId: 'k' },
    });
    expect(outgoingOf('/t/12/reply/5', form({ raw: 'Yes', clientId: 'k' }))?.body).toEqual({
      raw: 'Yes',
      replyTo: 5,
      clientId: 'k',
    });
  });

  it('is a new topic that is complete', () => {
    const topic = { category: 'house', title: 'The gate', raw: 'It squeaks', clientId: 'k' };
    expect(outgoingOf('/new', form(topic))).toEqual({ key: 'k', path: '/api/v1/topics', body: topic });
    expect(outgoingOf('/new', form({ ...topic, title: '' }))).toBeUndefined();
  });

  it('is no edit, and nothing without a text or a key', () => {
    expect(outgoingOf('/t/12/edit/3', form({ raw: 'Yes', clientId: 'k' }))).toBeUndefined();
    expect(outgoingOf('/t/12/reply', form({ raw: ' ', clientId: 'k' }))).toBeUndefined();
    expect(outgoingOf('/t/12/reply', form({ raw: 'Yes' }))).toBeUndefined();
  });
});
