package io.runbookmemory.examples.daemon.observe;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Situation;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The way of an alert as a trace: webhook, verdict, situation, plan and the recall in it, journal,
 * and a notification for each channel. It is begun by whoever takes the alert, and gone on with by
 * whoever works on it, for the ledger has its {@code traceparent} (W3C Trace Context). Nothing is
 * opened and nothing kept where it is off. Ids, names of services and words of ARM's own are
 * attributes, and no text of an alert or a memory. Thread-safe.
 */
public final class Tracing implements AutoCloseable {

  /** No traces. */
  public static final Tracing OFF = new Tracing(null);

  private static final String TRACEPARENT = "traceparent";
  private static final String PATH = "v1/traces";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final ContextKey<Tracing> HERE = ContextKey.named("arm-tracing");

  private static final TextMapGetter<String> HEADER =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String header) {
          return java.util.List.of(TRACEPARENT);
        }

        @Override
        public @Nullable String get(@Nullable String header, String name) {
          return name.equals(TRACEPARENT) ? header : null;
        }
      };

  private final @Nullable SdkTracerProvider provider;

  private Tracing(@Nullable SdkTracerProvider provider) {
    this.provider = provider;
  }

  /**
   * Begins to send traces.
   *
   * @param endpoint takes OTLP over HTTP; {@code v1/traces} is added to its address
   * @param token sent as a bearer; null for none
   * @param percent how many of a hundred traces that begin here are sent
   */
  public static Tracing to(URI endpoint, @Nullable String token, int percent) {
    String base = endpoint.toString();
    String whole = base.endsWith(PATH) ? base : base + (base.endsWith("/") ? "" : "/") + PATH;
    OtlpHttpSpanExporterBuilder exporter =
        OtlpHttpSpanExporter.builder().setEndpoint(whole).setTimeout(PATIENCE);
    if (token != null) {
      exporter.addHeader("Authorization", "Bearer " + token);
    }
    return new Tracing(
        SdkTracerProvider.builder()
            .setResource(
                Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "arm")))
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(percent / 100.0)))
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter.build())
                    .setScheduleDelay(Duration.ofSeconds(1))
                    .setMaxQueueSize(16_384)
                    .build())
            .build());
  }

  /** Begins what a request asks for: in the trace that it names, else in a new one. */
  public Stage receive(String name, @Nullable String traceparent) {
    return begin(name, SpanKind.SERVER, context(traceparent), null);
  }

  /** Begins a stage of a trace; nothing where there is none. */
  public Stage stage(String name, @Nullable String traceparent) {
    return traceparent == null
        ? Stage.NONE
        : begin(name, SpanKind.INTERNAL, context(traceparent), null);
  }

  /** Begins a call of somebody else within a trace; nothing where there is none. */
  public Stage call(String name, @Nullable String traceparent) {
    return traceparent == null
        ? Stage.NONE
        : begin(name, SpanKind.CLIENT, context(traceparent), null);
  }

  private Stage begin(String name, SpanKind kind, Context parent, @Nullable Instant at) {
    if (provider == null) {
      return Stage.NONE;
    }
    Tracer tracer = provider.get("io.runbookmemory");
    var span = tracer.spanBuilder(name).setSpanKind(kind).setParent(parent);
    Span begun = at == null ? span.startSpan() : span.setStartTimestamp(at).startSpan();
    return new Stage(begun, parent.with(begun).with(HERE, this));
  }

  private static Context context(@Nullable String traceparent) {
    return traceparent == null
        ? Context.root()
        : W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, HEADER);
  }

  /** Adds a recall to the stage that this thread is in, if it is in any: it has just ended. */
  public static void recalled(Situation situation, Recall recall) {
    Tracing here = Context.current().get(HERE);
    if (here != null) {
      Instant end = Instant.now();
      Stage stage =
          here.begin("recall", SpanKind.INTERNAL, Context.current(), end.minus(recall.took()));
      recall
          .degraded()
          .forEach(
              one -> stage.with("arm.degraded." + one.name().toLowerCase(Locale.ROOT), "true"));
      stage
          .with("arm.strength", recall.strength().name().toLowerCase(Locale.ROOT))
          .with("arm.recalled", String.valueOf(recall.recollections().size()))
          .close();
    }
  }

  /** Returns the headers by which whoever is called from this thread goes on with its trace. */
  public static Map<String, String> headers() {
    return headers(Context.current());
  }

  static Map<String, String> headers(Context context) {
    Map<String, String> headers = new HashMap<>();
    W3CTraceContextPropagator.getInstance()
        .inject(
            context,
            headers,
            (carrier, name, value) -> {
              if (carrier != null) {
                carrier.put(name, value);
              }
            });
    return headers;
  }

  /** Returns an executor whose tasks are in the stage of whoever hands them over. */
  public static Executor carrying(Executor threads) {
    return task -> threads.execute(Context.current().wrap(task));
  }

  /** Returns the id of a trace; empty where there is none. */
  public static String id(@Nullable String traceparent) {
    return traceparent == null
        ? ""
        : Span.fromContext(context(traceparent)).getSpanContext().getTraceId();
  }

  /** Sends what is left, for as long as that is worth waiting. */
  @Override
  public void close() {
    if (provider != null) {
      var unused = provider.shutdown().join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
