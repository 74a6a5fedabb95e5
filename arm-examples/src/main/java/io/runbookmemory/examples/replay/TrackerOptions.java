package io.runbookmemory.examples.replay;

import io.runbookmemory.connectors.endpoint.Credentials;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.evaluation.RecordedFiles;
import io.runbookmemory.connectors.prometheus.PrometheusClient;
import io.runbookmemory.connectors.record.PrometheusAlerts;
import io.runbookmemory.connectors.record.TrackedIncident;
import io.runbookmemory.connectors.record.TrackerFile;
import io.runbookmemory.connectors.record.TrackerRecorder;
import io.runbookmemory.connectors.sli.PrometheusSeries;
import io.runbookmemory.connectors.sli.SliCounters;
import io.runbookmemory.connectors.sli.SliReading;
import io.runbookmemory.connectors.slo.SloFiles;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.replay.incident.FiredAlert;
import io.runbookmemory.replay.incident.RecordedSli;
import io.runbookmemory.replay.record.RecordedIncident;
import io.runbookmemory.slo.Slo;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Incidents out of a tracker's export, and what Prometheus knows of that time. */
final class TrackerOptions {

  private static final String TOKEN = "ARM_PROMETHEUS_TOKEN";
  private static final String PROMETHEUS = "prometheus:";
  private static final Duration STEP = Duration.ofMinutes(1);

  /** What burns is judged over three days, and alerts come before incidents are opened. */
  private static final Duration AROUND = Duration.ofDays(3);

  @Option(
      names = "--incidents",
      paramLabel = "FILE",
      description =
          "A tracker's export in place of the journal, CSV or JSON Lines: id, title, started,"
              + " resolved, service, resolution, or the names that Jira and ServiceNow give them.")
  private @Nullable Path export;

  @Option(
      names = "--alerts-from",
      paramLabel = "prometheus:URL",
      description = "What fired then, with $" + TOKEN + " as the bearer token.")
  private @Nullable String alertsFrom;

  @Option(
      names = "--slo",
      paramLabel = "FILE",
      description = "Objectives whose counts that Prometheus holds; each becomes a series file.")
  private List<Path> slos = new ArrayList<>();

  /** The time of incidents. */
  private record Span(Instant from, Instant to) {
    static Span of(List<TrackedIncident> tracked) {
      List<Instant> times =
          tracked.stream()
              .flatMap(
                  one ->
                      Stream.of(
                          one.started(), Objects.requireNonNullElse(one.resolved(), one.started())))
              .sorted()
              .toList();
      return new Span(times.getFirst().minus(AROUND), times.getLast().plus(STEP));
    }
  }

  boolean given() {
    return export != null;
  }

  /** Refuses what does not go together, before anything is read. */
  void check(Output output) {
    if (export == null && (alertsFrom != null || !slos.isEmpty())) {
      throw output.usage("--alerts-from and --slo go with --incidents FILE");
    }
    if (alertsFrom == null && !slos.isEmpty()) {
      throw output.usage("--slo needs --alerts-from prometheus:URL, where its counts are");
    }
    if (alertsFrom != null && !alertsFrom.startsWith(PROMETHEUS)) {
      throw output.usage("--alerts-from must be prometheus:URL, got " + alertsFrom);
    }
  }

  /** Returns the incidents that began within a time; adds the series to the files. */
  List<RecordedIncident> record(
      @Nullable Instant from, Instant to, RecordedFiles files, Output output) {
    Instant first = Objects.requireNonNullElse(from, Instant.MIN);
    // What began before is not recorded, but what it taught was known.
    List<TrackedIncident> known =
        TrackerFile.read(Objects.requireNonNull(export)).stream()
            .filter(one -> one.started().isBefore(to))
            .toList();
    List<TrackedIncident> within =
        known.stream().filter(one -> !one.started().isBefore(first)).toList();
    if (within.isEmpty()) {
      return List.of();
    }
    Span span = Span.of(within);
    List<FiredAlert> alerts =
        alertsFrom == null ? List.of() : PrometheusAlerts.read(client(), span.from(), span.to());
    List<RecordedSli> slis = slis(span, files, output);
    return new TrackerRecorder(alerts, slis, new PatternRedactor()).record(known, first);
  }

  private URI address() {
    return URI.create(Objects.requireNonNull(alertsFrom).substring(PROMETHEUS.length()));
  }

  private PrometheusClient client() {
    Endpoint.Builder endpoint = Endpoint.builder(address()).allowPlainHttp().maxBytes(128 << 20);
    String token = System.getenv(TOKEN);
    return new PrometheusClient(
        token == null || token.isBlank()
            ? endpoint.build()
            : endpoint.credentials(Credentials.bearer(() -> token)).build());
  }

  private List<RecordedSli> slis(Span span, RecordedFiles files, Output output) {
    List<RecordedSli> slis = new ArrayList<>();
    for (Path file : slos) {
      for (Slo slo : SloFiles.read(file).slos()) {
        SliReading read =
            PrometheusSeries.builder(address())
                .token(System.getenv(TOKEN))
                .build()
                .read(SliCounters.of(slo), span.from(), span.to());
        read.notes().forEach(note -> output.complain("arm: " + note));
        String words = slo.service() + "-" + slo.name();
        String name = words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "_") + ".csv";
        files.add(name, read.series());
        slis.add(new RecordedSli(slo, STEP, read.series(), name));
      }
    }
    return slis;
  }
}
