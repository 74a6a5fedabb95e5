package io.runbookmemory.examples.daemon.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.runbookmemory.RunbookMemoryBuilder;
import io.runbookmemory.connectors.micrometer.MemoryMeters;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What the daemon counts and times, beside the meters of its memory; {@code docs/operating.md}
 * lists them. No label of an alert becomes a tag. Thread-safe.
 */
public final class DaemonMeters implements AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** Returns all of it, as Prometheus scrapes it. */
  public String scrape() {
    return registry.scrape();
  }

  /** Has a memory that is being built counted too. */
  public void listenTo(RunbookMemoryBuilder memory) {
    new MemoryMeters(registry).listenTo(memory);
  }

  /** Counts alerts that were brought: new ones, known ones, or turned away. */
  public void alerts(String result, int count) {
    count("arm.daemon.alerts", Tags.of("result", result), count);
  }

  /** Counts what became of an alert, such as {@code folded}. */
  public void handled(String treatment) {
    count("arm.daemon.handled", Tags.of("treatment", treatment), 1);
  }

  /** Counts a recall that went by words alone because the model was busy. */
  public void lexical() {
    count("arm.daemon.lexical", Tags.empty(), 1);
  }

  /** Counts and times a notification, from the acceptance of its alert. */
  public void notified(String channel, Duration since) {
    count("arm.daemon.notifications", Tags.of("channel", channel, "result", "sent"), 1);
    Timer.builder("arm.daemon.notify.time")
        .description("from the acceptance of an alert to its notification")
        .tag("channel", channel)
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(1))
        .maximumExpectedValue(Duration.ofMinutes(5))
        .register(registry)
        .record(since);
  }

  /**
   * Counts a notification that could not be sent, and will be tried again unless it was the last.
   */
  public void failed(String channel, boolean last) {
    String result = last ? "given_up" : "failed";
    count("arm.daemon.notifications", Tags.of("channel", channel, "result", result), 1);
  }

  /** Counts that a channel is told because nobody acknowledged. */
  public void escalated(String channel) {
    count("arm.daemon.escalations", Tags.of("channel", channel), 1);
  }

  /** Counts what Prometheus was asked for an objective. */
  public void polled(String result) {
    count("arm.daemon.slo.polls", Tags.of("result", result), 1);
  }

  /** Shows how many alerts were accepted and are not yet handled. */
  public void backlog(Supplier<Number> size) {
    Gauge.builder("arm.daemon.backlog", size)
        .description("alerts that were accepted and are not yet handled")
        .strongReference(true)
        .register(registry);
  }

  private void count(String name, Tags tags, double amount) {
    Counter.builder(name).tags(tags).register(registry).increment(amount);
  }

  @Override
  public void close() {
    registry.close();
  }
}
