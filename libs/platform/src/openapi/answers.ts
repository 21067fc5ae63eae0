import { STATUS_CODES } from 'node:http';
import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

/**
 * What a route answers when it does not refuse: sets the status and tells the shape at /api/docs. Refusals
 * are the same everywhere and need not be told.
 *
 * @param schema of the body; none where there is no body
 */
export function Answers(status: number, schema?: z.ZodType): MethodDecorator {
  const description = STATUS_CODES[status] ?? '';
  return applyDecorators(
    HttpCode(status),
    ApiResponse({ status, description, ...(schema ? { standardSchema: schema } : {}) }),
  );
}
