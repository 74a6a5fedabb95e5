package io.runbookmemory.examples.daemon.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.runbookmemory.Expected;
import io.runbookmemory.PreparedAnswer;
import io.runbookmemory.RunbookMemoryBuilder;
import io.runbookmemory.connectors.micrometer.MemoryMeters;
import io.runbookmemory.embedding.CachedEmbeddingModel;
import io.runbookmemory.text.Excerpt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What the daemon counts and times, beside the meters of its memory; {@code docs/operating.md}
 * lists them. No label of an alert becomes a tag. Thread-safe.
 */
public final class DaemonMeters implements AutoCloseable {

  private static final int MOST_PREDICTIONS = 100;
  private static final int LONGEST_TITLE = 120;

  /** How a prediction names an alert: {@code KafkaLag of orders (prod, eu-1)}. */
  private static final Pattern OF_SERVICE = Pattern.compile("[^ ]+ of (.+?)(?: \\([^()]*\\))?");

  /** The buckets of recalls; that of 250 ms is what the objective recall-latency counts. */
  private static final double[] RECALLS =
      DoubleStream.of(.025, .05, .1, .25, .5, 1, 2, 5).map(seconds -> seconds * 1e9).toArray();

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private final MultiGauge predictions =
      MultiGauge.builder("arm.daemon.prediction.probability")
          .description("how likely what history foretells is, of what may still come")
          .register(registry);

  private final MultiGauge preventions =
      MultiGauge.builder("arm.daemon.prediction.prevention")
          .description(
              "what prevents it: how well a runbook or an incident fits, of which memory"
                  + " is sure")
          .register(registry);

  private volatile @Nullable Long lastAlert;
  private final MultiGauge memories =
      MultiGauge.builder("arm.daemon.memories")
          .description("memories kept, by type and status; none while the store cannot answer")
          .register(registry);

  /** Those in use, and what those that were retired had come to. */
  private final Set<CachedEmbeddingModel> caches = ConcurrentHashMap.newKeySet();

  private final AtomicLong retiredHits = new AtomicLong();
  private final AtomicLong retiredMisses = new AtomicLong();
  private volatile double storeBytes = Double.NaN;
  private volatile double drafts = Double.NaN;

  /** Creates the meters; what can happen to an alert is there from the start, as zero. */
  public DaemonMeters() {
    registry
        .config()
        .meterFilter(
            new MeterFilter() {
              @Override
              public DistributionStatisticConfig configure(
                  Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals("arm.recall.time")
                    ? DistributionStatisticConfig.builder()
                        .serviceLevelObjectives(RECALLS)
                        .build()
                        .merge(config)
                    : config;
              }
            });
    List.of("accepted", "known", "turned_away", "truncated").forEach(result -> alerts(result, 0));
    count("arm.daemon.lexical", Tags.empty(), 0);
    cached("hit", retiredHits, CachedEmbeddingModel::hits);
    cached("miss", retiredMisses, CachedEmbeddingModel::misses);
    gauge("arm.daemon.drafts", "drafts that wait for an owner", () -> drafts);
    gauge("arm.daemon.store.bytes", "the store's files on this machine", () -> storeBytes);
  }

  private void cached(String result, AtomicLong retired, ToLongFunction<CachedEmbeddingModel> of) {
    FunctionCounter.builder(
            "arm.daemon.embeddings",
            this,
            one -> retired.get() + one.caches.stream().mapToLong(of).sum())
        .description("questions that were to be embedded, by whether their vector was there")
        .tag("result", result)
        .register(registry);
  }

  private void gauge(String name, String words, Supplier<Number> value) {
    Gauge.builder(name, value).description(words).strongReference(true).register(registry);
  }

  /** Counts what a cache of questions answers, until it is retired. */
  public void count(CachedEmbeddingModel cache) {
    caches.add(cache);
  }

  /** Keeps what a cache came to that is used no more. */
  public void retire(CachedEmbeddingModel cache) {
    if (caches.remove(cache)) {
      retiredHits.addAndGet(cache.hits());
      retiredMisses.addAndGet(cache.misses());
    }
  }

  /** Shows what is kept, in place of what was said before. */
  void kept(Census.Kept kept) {
    List<MultiGauge.Row<Number>> rows = new ArrayList<>();
    kept.memories()
        .forEach(
            (kind, count) ->
                rows.add(
                    MultiGauge.Row.of(
                        Tags.of("type", kind.type(), "status", kind.status()), count)));
    memories.register(rows, true);
    drafts = kept.drafts();
    storeBytes = kept.storeBytes();
  }

  /** Shows how many alerts are on this machine alone, until the database is back. */
  public void spool(Supplier<Number> size) {
    gauge("arm.daemon.spool", "alerts in this machine's spool that are not yet handled", size);
  }

  /** Shows how old the copy of the store is. */
  public void replicaLag(Supplier<Number> seconds) {
    gauge("arm.daemon.replica.lag.seconds", "since the copy was last equal to the store", seconds);
  }

  /** Returns all of it, as Prometheus scrapes it. */
  public String scrape() {
    return registry.scrape();
  }

  /** Has a memory that is being built counted too. */
  public void listenTo(RunbookMemoryBuilder memory) {
    new MemoryMeters(registry).listenTo(memory);
  }

  /** Counts alerts that were brought: new ones, known ones, or turned away; or were left out. */
  public void alerts(String result, int count) {
    count("arm.daemon.alerts", Tags.of("result", result), count);
    if (count > 0) {
      lastAlert = System.nanoTime();
    }
  }

  /** Returns whether nobody brought an alert for so long; at the start nobody ever did. */
  public boolean wereQuietFor(Duration length) {
    Long last = lastAlert;
    return last == null || System.nanoTime() - last >= length.toNanos();
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

  /** Shows what history foretells and what prevents it, in place of what it did before. */
  public void foretold(List<Expected> pending) {
    Map<String, MultiGauge.Row<Number>> rows = new TreeMap<>();
    Map<String, MultiGauge.Row<Number>> known = new TreeMap<>();
    for (Expected one : pending) {
      String what = one.foretold().what();
      if (rows.size() < MOST_PREDICTIONS || rows.containsKey(what)) {
        rows.put(what, MultiGauge.Row.of(tags(what), one.foretold().probability()));
        PreparedAnswer.Known prevents = one.prevents();
        if (prevents != null) {
          known.put(what, MultiGauge.Row.of(tags(what, prevents), prevents.relevance()));
        }
      }
    }
    predictions.register(rows.values(), true);
    preventions.register(known.values(), true);
  }

  private static Tags tags(String what, PreparedAnswer.Known known) {
    String title = Excerpt.title(known.title(), LONGEST_TITLE);
    return Tags.of("what", what, "prevention", title, "kind", known.kind(), "memory", known.id());
  }

  /** Its words are of memory, not of an alert that somebody sends: they are few. */
  private static Tags tags(String what) {
    Matcher named = OF_SERVICE.matcher(what);
    return Tags.of("what", what, "expected_service", named.matches() ? named.group(1) : "");
  }

  /** Counts a part of analysis, such as {@code correlation}, and how it ended. */
  public void analyzed(String activity, String state) {
    count("arm.daemon.analysis", Tags.of("activity", activity, "state", state), 1);
  }

  /** Times a run of analysis, and counts the memories that it wrote. */
  public void analysisRan(Duration took, int written) {
    Timer.builder("arm.daemon.analysis.time")
        .description("a run of analysis, whatever was due")
        .register(registry)
        .record(took);
    count("arm.daemon.analysis.written", Tags.empty(), written);
  }

  /** Shows how many alerts were accepted and are not yet handled. */
  public void backlog(Supplier<Number> size) {
    gauge("arm.daemon.backlog", "alerts that were accepted and are not yet handled", size);
  }

  private void count(String name, Tags tags, double amount) {
    Counter.builder(name).tags(tags).register(registry).increment(amount);
  }

  @Override
  public void close() {
    registry.close();
  }
}
