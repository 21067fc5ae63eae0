import { describe, expect, it } from 'vitest';
import { coversBody } from './coverage.rules.ts';

describe('what a signature covers', () => {
  const cavage = (headers: string) => ({ signature: `keyId="k",headers="${headers}",signature="s"` });

  it('is enough in the older suite when it names the request, the host, the date and the digest', () => {
    expect(coversBody(cavage('(request-target) host date digest content-type'), undefined)).toBe(true);
    for (const missing of ['(request-target)', 'host', 'date', 'digest']) {
      const names = '(request-target) host date digest'.replace(missing, 'content-type');
      expect({ missing, enough: coversBody(cavage(names), undefined) }).toEqual({ missing, enough: false });
    }
  });

  it('is enough in RFC 9421 when it names method, target, host and content digest', () => {
    const input = (list: string) => ({
      'signature-input': `old=("date"), sig1=(${list});created=1;keyid="k"`,
    });
    expect(coversBody(input('"@method" "@target-uri" "content-digest"'), 'sig1')).toBe(true);
    expect(coversBody(input('"@method" "@path" "@authority" "content-digest"'), 'sig1')).toBe(true);
    expect(coversBody(input('"@method" "@path" "content-digest"'), 'sig1')).toBe(false);
    expect(coversBody(input('"@method" "@target-uri"'), 'sig1')).toBe(false);
    expect(coversBody(input('"@target-uri" "content-digest"'), 'sig1')).toBe(false);
    expect(coversBody(input('"@method" "@target-uri" "content-digest";req'), 'sig1')).toBe(false);
    expect(coversBody(input('"@method" "@target-uri" "content-digest"'), 'old')).toBe(false);
  });
});
