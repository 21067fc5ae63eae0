import * as contract from '@app/contract';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

/**
 * Describes the API, at /api/docs for people and at /api/docs-json for programs. It is made when first
 * asked for, from the same schemas that check every request.
 */
export function openDocs(app: NestFastifyApplication): void {
  let document: OpenAPIObject | undefined;
  SwaggerModule.setup('api/docs', app, () => (document ??= describeApi(app)), {
    jsonDocumentUrl: 'api/docs-json',
    customSiteTitle: 'Folkmoot API',
    // The page's own default sends the document's address to a validator on another site.
    swaggerOptions: { validatorUrl: null, tryItOutEnabled: true },
  });
}

function describeApi(app: NestFastifyApplication): OpenAPIObject {
  for (const [name, schema] of Object.entries(contract)) {
    if (schema instanceof z.ZodObject) z.globalRegistry.add(schema, { ...schema.meta(), id: name });
  }
  const settings = new DocumentBuilder()
    .setTitle('Folkmoot')
    .setDescription('Everything the pages do. Refusals are application/problem+json (RFC 9457).')
    .setVersion('1')
    // Converted schemas use exclusiveMinimum: true, which OpenAPI 3.1 no longer knows.
    .setOpenAPIVersion('3.0.3')
    .addCookieAuth('folkmoot.session_token')
    .addGlobalResponse({
      status: 'default',
      description: 'Refused, for the reason that `code` names',
      standardSchema: contract.Problem,
    })
    .build();
  const document = SwaggerModule.createDocument(app, settings);
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      const refusal = operation?.responses['default'];
      if (!operation || !refusal || '$ref' in refusal) continue;
      const told = refusal.content?.['application/json'];
      // One object may stand for several operations, so it is replaced, not changed.
      if (told) {
        operation.responses['default'] = { ...refusal, content: { 'application/problem+json': told } };
      }
    }
  }
  return document;
}
