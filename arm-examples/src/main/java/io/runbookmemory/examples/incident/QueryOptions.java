package io.runbookmemory.examples.incident;

import io.runbookmemory.examples.option.PlaceOptions;
import io.runbookmemory.examples.option.convert.DurationConverter;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.journal.IncidentQuery;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which incidents of the journal. */
public final class QueryOptions {

  @Option(names = "--text", paramLabel = "WORDS", description = "In which any of these words is.")
  private String text = "";

  @Option(
      names = "--alert",
      paramLabel = "NAME",
      description = "Of one alert, by its name or fingerprint.")
  private @Nullable String alert;

  @Mixin private PlaceOptions place = new PlaceOptions();

  @Option(
      names = "--since",
      paramLabel = "LENGTH",
      converter = DurationConverter.class,
      description = "That began so lately, such as 365d (default: ever).")
  private @Nullable Duration since;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "1000",
      description = "The most to take (default: ${DEFAULT-VALUE}).")
  private int most = 1000;

  /** Creates the options; picocli calls it. */
  public QueryOptions() {}

  IncidentQuery read(@Nullable Boolean open, Output output) {
    if (most < 1) {
      throw output.usage("--most must be at least 1, got " + most);
    }
    return IncidentQuery.builder()
        .text(text)
        .alert(alert)
        .service(place.service())
        .env(place.env())
        .from(since == null ? null : Instant.now().minus(since))
        .open(open)
        .most(most)
        .build();
  }
}
