import { context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('folkmoot');

/**
 * Sends spans to a collector from now on (OTLP over HTTP). Without this call every function here does nothing,
 * and the libraries behind it are not loaded.
 *
 * @param endpoint the collector's address, as in OTEL_EXPORTER_OTLP_ENDPOINT
 * @returns what sends the rest and ends it
 */
export async function startTracing(endpoint: string): Promise<() => Promise<void>> {
  const [sdk, { OTLPTraceExporter }, { AsyncLocalStorageContextManager }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/resources'),
    ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'folkmoot' }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  return async () => {
    await provider.shutdown();
    trace.disable();
    context.disable();
  };
}

/** Opens the span of a request; what is done in `enter` belongs to it. The caller ends it. */
export function inRequestSpan(name: string, enter: (span: Span) => void): void {
  tracer.startActiveSpan(name, { kind: SpanKind.SERVER, root: true }, enter);
}

/** Does a piece of background work in a span of its own. */
export async function traced<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  return tracer.startActiveSpan(name, { kind: SpanKind.CONSUMER, root: true }, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Adds a statement that has just ended to the span in hand, without its values; where there is none, it leaves no trace. */
export function traceQuery(statement: string, ms: number, succeeded: boolean): void {
  if (!trace.getActiveSpan()?.isRecording()) return;
  const endedAt = Date.now();
  const span = tracer.startSpan('query', {
    kind: SpanKind.CLIENT,
    startTime: endedAt - ms,
    attributes: { 'db.system.name': 'postgresql', 'db.query.text': statement },
  });
  if (!succeeded) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(endedAt);
}
