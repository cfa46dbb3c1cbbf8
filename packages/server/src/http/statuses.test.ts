import { expect, test } from 'vitest';
import { outcomeOf } from './statuses.ts';

test('what the web framework refuses is told in words, without its own', () => {
  for (const code of [
    'FST_ERR_CTP_INVALID_JSON_BODY',
    'FST_ERR_CTP_INVALID_MEDIA_TYPE',
    'FST_ERR_CTP_EMPTY_JSON_BODY',
    'FST_ERR_SOMETHING_NEW',
  ]) {
    const { told, http, broken } = outcomeOf(
      Object.assign(new Error('Body is not valid JSON but content-type is set'), { code, statusCode: 400 }),
    );
    expect({ http, broken, says: told.says }).toEqual({ http: 400, broken: false, says: 'The request could not be read.' });
    expect(JSON.stringify(told)).not.toContain('FST_');
  }
  expect(outcomeOf(Object.assign(new Error(''), { code: 'FST_ERR_CTP_INVALID_JSON_BODY', statusCode: 400 })).told.because).toBe(
    'It is no JSON.',
  );
});
