import { type Attributes, type Span, SpanStatusCode } from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { type Acted, type Gate, Refusal } from '../gate/index.ts';
import type { Handler } from '../jobs/jobs.ts';
import { codeOf } from '../trouble.ts';

/** What is measured of the program: addresses, outcomes, times and tokens, never what anybody typed or saw. */
export interface Telemetry {
  /** The same gate, its acts and questions measured. */
  watchGate(gate: Gate): Gate;
  /** The same handlers, each job of theirs measured. */
  watchJobs<Handlers extends { readonly [queue: string]: Handler }>(handlers: Handlers): Handlers;
  /** Every measure now, as Prometheus reads it. */
  metrics(): Promise<string>;
  /** Sends what waits to be sent. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface TelemetryOptions {
  /** Where traces and metrics are sent (OTLP over HTTP); nowhere where it is absent. */
  readonly endpoint?: string | undefined;
  /** Jobs that wait for a person, asked for when somebody reads the measures. */
  deadJobs(): Promise<number>;
}

function openProviders(endpoint: string | undefined) {
  const resource = resourceFromAttributes({ 'service.name': 'claimwright' });
  const to = (path: string) => ({ url: `${endpoint?.replace(/\/$/, '')}/v1/${path}` });
  const tracers = new TracerProvider({
    resource,
    spanProcessors: endpoint === undefined ? [] : [new BatchSpanProcessor({ exporter: new OTLPTraceExporter(to('traces')) })],
  });
  const scraped = new PrometheusExporter({ preventServerStart: true });
  const meters = new MeterProvider({
    resource,
    readers: [
      scraped,
      ...(endpoint === undefined ? [] : [new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter(to('metrics')) })]),
    ],
  });
  return { tracers, scraped, meters };
}

export function openTelemetry({ endpoint, deadJobs }: TelemetryOptions): Telemetry {
  const { tracers, scraped, meters } = openProviders(endpoint);
  const tracer = tracers.getTracer('claimwright');
  const meter = meters.getMeter('claimwright');
  const done = meter.createCounter('claimwright_done', { description: 'Acts, questions and jobs, by address and outcome' });
  const seconds = meter.createHistogram('claimwright_seconds', { description: 'How long they took', unit: 's' });
  meter
    .createObservableGauge('claimwright_dead_jobs', { description: 'Jobs that failed every time' })
    .addCallback(async (result) => result.observe(await deadJobs()));

  async function watched<T>(kind: string, address: string, more: Attributes, work: (span: Span) => Promise<T>): Promise<T> {
    const span = tracer.startSpan(`${kind} ${address}`, { attributes: { ...more, 'claimwright.address': address } });
    const started = performance.now();
    let outcome = 'done';
    try {
      return await work(span);
    } catch (error) {
      // The kind alone: messages of databases and files may repeat what they were given.
      outcome = error instanceof Refusal ? error.code : (codeOf(error) ?? 'failed');
      span.setStatus({ code: SpanStatusCode.ERROR, message: outcome });
      throw error;
    } finally {
      span.setAttribute('claimwright.outcome', outcome);
      span.end();
      done.add(1, { kind, address, outcome });
      seconds.record((performance.now() - started) / 1000, { kind, address });
    }
  }

  return {
    watchGate: (gate) => ({
      ...gate,
      act: <T>(...given: Parameters<Gate['act']>) => {
        const [name, , actor] = given;
        const more = { 'claimwright.tenant': actor.tenant, 'claimwright.actor.kind': actor.kind };
        return watched('act', known(gate.commands, name), more, async (span) => {
          const acted: Acted<T> = await gate.act<T>(...given);
          span.setAttributes({ 'claimwright.verdict': acted.outcome, 'claimwright.record': acted.recordId });
          return acted;
        });
      },
      ask: <T>(...given: Parameters<Gate['ask']>) => {
        const [name, , actor] = given;
        const more = { 'claimwright.tenant': actor.tenant, 'claimwright.actor.kind': actor.kind };
        return watched('ask', known(gate.queries, name), more, () => gate.ask<T>(...given));
      },
    }),
    watchJobs: <Handlers extends { readonly [queue: string]: Handler }>(handlers: Handlers) =>
      Object.fromEntries(
        Object.entries(handlers).map(([queue, work]): [string, Handler] => [queue, (data) => watched('job', queue, {}, () => work(data))]),
      ) as Handlers,
    metrics: async () => new PrometheusSerializer().serialize((await scraped.collect()).resourceMetrics),
    flush: async () => {
      await Promise.allSettled([tracers.forceFlush(), meters.forceFlush()]);
    },
    close: async () => {
      await Promise.allSettled([tracers.shutdown(), meters.shutdown()]);
    },
  };
}

/** A name that is none of ours came from outside, and is not repeated. */
const known = (registry: ReadonlyMap<string, unknown>, name: string): string => (registry.has(name) ? name : 'unknown');
