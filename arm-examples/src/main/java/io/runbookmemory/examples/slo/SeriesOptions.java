package io.runbookmemory.examples.slo;

import io.runbookmemory.connectors.sli.PrometheusSeries;
import io.runbookmemory.connectors.sli.SliCounters;
import io.runbookmemory.connectors.sli.SliFiles;
import io.runbookmemory.connectors.sli.SliReading;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the counts come from: a file, or a running Prometheus. */
final class SeriesOptions {

  private static final String TOKEN = "ARM_PROMETHEUS_TOKEN";
  private static final Pattern SPAN = Pattern.compile("([0-9]{1,4})([hdw])");
  private static final Duration LONGEST = Duration.ofDays(366);

  @Option(
      names = "--series",
      paramLabel = "FILE",
      description = {
        "CSV with the columns timestamp,good,total, increments of the interval ending there; or the"
            + " text of OpenMetrics or Prometheus with timestamps."
      })
  private @Nullable Path series;

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      description = "Ask a Prometheus for the counters; with $" + TOKEN + " as its bearer token.")
  private @Nullable URI prometheus;

  @Option(
      names = "--since",
      defaultValue = "30d",
      paramLabel = "SPAN",
      description = "How far back Prometheus is asked, ${DEFAULT-VALUE} by default.")
  private String since = "30d";

  @Option(
      names = "--patience",
      defaultValue = "60",
      paramLabel = "SECONDS",
      description =
          "How long a query of Prometheus may take with all its tries, ${DEFAULT-VALUE} by"
              + " default.")
  private int patience = 60;

  @Option(
      names = "--total",
      paramLabel = "SELECTOR",
      description = "The counter of all requests, in place of the objective's query.")
  private @Nullable String total;

  @Option(names = "--good", paramLabel = "SELECTOR", description = "That of the good ones.")
  private @Nullable String good;

  @Option(names = "--bad", paramLabel = "SELECTOR", description = "That of the failed ones.")
  private @Nullable String bad;

  /** Refuses what does not go together, before anything is read. */
  void check(Output output) {
    if ((series == null) == (prometheus == null)) {
      throw output.usage("give either --series or --prometheus");
    }
    if ((total == null) != (good == null && bad == null) || (good != null && bad != null)) {
      throw output.usage("give --total with --good or with --bad, or none of them");
    }
    if (patience < 1) {
      throw output.usage("--patience must be at least 1, got " + patience);
    }
    span(output);
  }

  private Duration span(Output output) {
    Matcher matcher = SPAN.matcher(since);
    if (matcher.matches()) {
      long count = Long.parseLong(matcher.group(1));
      Duration span =
          switch (matcher.group(2)) {
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(7 * count);
          };
      if (!span.isZero() && span.compareTo(LONGEST) <= 0) {
        return span;
      }
    }
    throw output.usage("--since must be a span such as 12h, 30d or 4w of at most 366d: " + since);
  }

  /** Returns the counts; says what was left out or mended on the way. */
  SliReading read(Slo slo, Output output) {
    SliReading read =
        series != null
            ? SliFiles.read(series, () -> counters(slo))
            : ask(slo, span(output), output);
    read.notes().forEach(note -> output.complain("arm: " + note));
    return read;
  }

  /** Returns where the counts are from; an address without what may be a password. */
  String source() {
    if (series != null) {
      return String.valueOf(series.getFileName());
    }
    URI server = prometheus == null ? URI.create("") : prometheus;
    return server.getScheme()
        + "://"
        + server.getHost()
        + (server.getPort() < 0 ? "" : ":" + server.getPort());
  }

  private SliReading ask(Slo slo, Duration span, Output output) {
    Instant now = Instant.now();
    PrometheusSeries.Builder builder;
    try {
      builder = PrometheusSeries.builder(prometheus == null ? URI.create("") : prometheus);
    } catch (IllegalArgumentException e) {
      throw output.usage("--prometheus: " + e.getMessage());
    }
    return builder
        .token(System.getenv(TOKEN))
        .patience(Duration.ofSeconds(patience))
        .build()
        .read(counters(slo), now.minus(span), now);
  }

  private SliCounters counters(Slo slo) {
    if (total == null) {
      return SliCounters.of(slo);
    }
    return good != null ? SliCounters.good(good, total) : SliCounters.bad("" + bad, total);
  }

  /** Returns what an objective counts: requests, or slices of time. */
  static SliSeries counted(Slo slo, SliSeries requests) {
    return slo.timeSlices()
        .map(
            slices -> {
              if (requests.step().compareTo(slices.length()) > 0) {
                throw new InvalidInputException(
                    slo.name(),
                    "slices of "
                        + slices.length()
                        + " need a sample at least as often, got one every "
                        + requests.step());
              }
              return slices.of(requests);
            })
        .orElse(requests);
  }
}
