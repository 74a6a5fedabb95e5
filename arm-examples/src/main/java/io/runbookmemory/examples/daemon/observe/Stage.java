package io.runbookmemory.examples.daemon.observe;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A stage of a trace, sent when it is closed. Thread-safe. */
public final class Stage implements AutoCloseable {

  /** Of what is not traced. */
  static final Stage NONE = new Stage(Span.getInvalid(), Context.root());

  private final Span span;
  private final Context context;

  Stage(Span span, Context context) {
    this.span = span;
    this.context = context;
  }

  /** Says something of it; null says nothing. */
  public Stage with(String name, @Nullable String value) {
    if (value != null) {
      span.setAttribute(name, value);
    }
    return this;
  }

  /** Says that it went wrong, and by what kind of fault; its words may hold anything. */
  public void failed(String kind) {
    span.setAttribute("error.type", kind);
    span.setStatus(StatusCode.ERROR);
  }

  /** Returns what the next stages stand under; null if it is not traced. */
  public @Nullable String traceparent() {
    return Tracing.headers(context).get("traceparent");
  }

  /** Has this thread be in it while it works. */
  public void run(Runnable work) {
    if (span.getSpanContext().isValid()) {
      context.wrap(work).run();
    } else {
      work.run();
    }
  }

  /** Has this thread be in it while it works, and returns what comes of that. */
  public <T> T give(Supplier<T> work) {
    return span.getSpanContext().isValid() ? context.wrapSupplier(work).get() : work.get();
  }

  @Override
  public void close() {
    span.end();
  }
}
