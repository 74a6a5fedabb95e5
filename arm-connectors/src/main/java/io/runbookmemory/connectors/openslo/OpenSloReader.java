package io.runbookmemory.connectors.openslo;

import io.runbookmemory.connectors.yaml.YamlAmount;
import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.connectors.yaml.YamlFile;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.TimeSlices;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the objectives of OpenSLO v1 files. Stateless and thread-safe.
 *
 * <p>Read are documents of {@code kind: SLO} with one objective, and of these
 *
 * <ul>
 *   <li>a rolling {@code timeWindow}, 30 days where none is given, or one of the calendar with
 *       {@code duration: 1M} and a {@code timeZone}, which begins on the first of a month;
 *   <li>{@code budgetingMethod} Occurrences, or Timeslices with {@code timeSliceTarget} and {@code
 *       timeSliceWindow};
 *   <li>the queries of the {@code ratioMetric}, {@code good} or {@code bad} and {@code total}, of
 *       the inline indicator, or of an SLI that {@code indicatorRef} names and that stands in the
 *       same file; an SLI that stands elsewhere leaves the objective without queries.
 * </ul>
 *
 * <p>A file may hold several documents; those of OpenSLO's other kinds are skipped, and a kind or a
 * version that OpenSLO v1 does not know is refused. Fields that are not named here are ignored.
 *
 * <p>Source: the OpenSLO specification, v1, sections "SLO" and "SLI".
 */
public final class OpenSloReader {

  private static final String VERSION = "openslo/v1";

  /** The kinds of OpenSLO v1 that hold no objective, beside SLO and SLI. */
  private static final Set<String> OTHER_KINDS =
      Set.of("AlertCondition", "AlertNotificationTarget", "AlertPolicy", "DataSource", "Service");

  private static final Pattern MINUTES = Pattern.compile("[0-9]{1,6}");
  private static final Pattern MONTH_BEGIN =
      Pattern.compile("[0-9]{4}-[0-9]{2}-01([T ]00:00(:00)?)?(Z)?");

  private OpenSloReader() {}

  /**
   * Returns the objectives of a file.
   *
   * @param file one or several YAML documents, at most 1 MiB
   * @return in the file's order; empty where it holds other kinds alone
   * @throws InvalidInputException if the file breaks a rule; names the file, the line, the field,
   *     the rule and the value
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public static List<Slo> read(Path file) {
    List<YamlField> documents = YamlFile.documents(file);
    Map<String, YamlField> indicators = new HashMap<>();
    List<YamlField> slos = new ArrayList<>();
    for (YamlField document : documents) {
      YamlField kind = document.require("kind");
      requireText(document.require("apiVersion"), VERSION);
      switch (kind.text()) {
        case "SLO" -> slos.add(document);
        case "SLI" -> indicators.put(document.require("metadata").require("name").text(), document);
        default -> requireKnown(kind);
      }
    }
    return slos.stream().map(slo -> slo(slo, indicators)).toList();
  }

  private static void requireKnown(YamlField kind) {
    if (!OTHER_KINDS.contains(kind.text())) {
      throw kind.refusal("must be a kind of OpenSLO v1 such as SLO, got \"" + kind.text() + "\"");
    }
  }

  /**
   * Returns the only objective of a file.
   *
   * @param file one or several YAML documents, at most 1 MiB
   * @return the objective
   * @throws InvalidInputException as {@link #read} does, or if the file does not hold exactly one
   *     objective
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public static Slo readOne(Path file) {
    List<Slo> slos = read(file);
    if (slos.size() != 1) {
      throw new InvalidInputException(
          file.toString(), "must hold exactly 1 document of kind SLO, got " + slos.size());
    }
    return slos.getFirst();
  }

  private static Slo slo(YamlField document, Map<String, YamlField> indicators) {
    YamlField spec = document.require("spec");
    YamlField objective = spec.require("objectives").onlyItem();
    Slo.Builder builder =
        Slo.builder(
            document.require("metadata").require("name").text(),
            spec.require("service").text(),
            objective(objective));
    budgeting(spec.require("budgetingMethod"), objective, builder);
    spec.find("timeWindow").ifPresent(window -> period(window.onlyItem(), builder));
    spec.find("description").ifPresent(words -> builder.description(words.text()));
    indicator(spec, indicators)
        .map(indicator -> indicator.require("spec").require("ratioMetric"))
        .ifPresent(ratio -> queries(ratio, builder));
    return builder.build();
  }

  private static BigDecimal objective(YamlField entry) {
    Optional<YamlField> target = entry.find("target");
    Optional<YamlField> percent = entry.find("targetPercent");
    if (target.isPresent() && percent.isPresent()) {
      throw percent.get().refusal("must be left out where target is given");
    }
    return percent
        .map(field -> YamlAmount.share(field, 2))
        .orElseGet(() -> YamlAmount.share(target.orElseGet(() -> entry.require("target")), 0));
  }

  private static void budgeting(YamlField method, YamlField objective, Slo.Builder builder) {
    switch (method.text()) {
      case "Occurrences" -> {}
      case "Timeslices" -> {
        YamlField target = objective.require("timeSliceTarget");
        BigDecimal share = target.decimal();
        if (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) > 0) {
          throw target.refusal("must be above 0 and at most 1, got " + target.text());
        }
        builder.timeSlices(new TimeSlices(slice(objective.require("timeSliceWindow")), share));
      }
      default ->
          throw method.refusal("must be Occurrences or Timeslices, got \"" + method.text() + "\"");
    }
  }

  /** A number without a unit is one of minutes, says the specification. */
  private static Duration slice(YamlField window) {
    return MINUTES.matcher(window.text()).matches()
        ? YamlAmount.duration(window, window.text() + "m")
        : YamlAmount.duration(window);
  }

  private static void period(YamlField window, Slo.Builder builder) {
    Optional<YamlField> calendar = window.find("calendar");
    boolean rolls = window.find("isRolling").map(YamlField::flag).orElse(calendar.isEmpty());
    YamlField duration = window.require("duration");
    if (!rolls) {
      YamlField months = calendar.orElseGet(() -> window.require("calendar"));
      if (!duration.text().equals("1M")) {
        throw duration.refusal("of a calendar must be 1M, got \"" + duration.text() + "\"");
      }
      builder.calendarMonths(zone(months));
    } else if (calendar.isPresent()) {
      throw calendar.get().refusal("must be left out where the window rolls");
    } else {
      builder.period(YamlAmount.duration(duration));
    }
  }

  private static ZoneId zone(YamlField calendar) {
    calendar
        .find("startTime")
        .filter(start -> !MONTH_BEGIN.matcher(start.text()).matches())
        .ifPresent(
            start -> {
              throw start.refusal(
                  "must be the first of a month at 00:00:00, got \"" + start.text() + "\"");
            });
    YamlField zone = calendar.require("timeZone");
    try {
      return ZoneId.of(zone.text());
    } catch (DateTimeException e) {
      throw zone.refusal("must be a time zone such as Europe/Zurich, got \"" + zone.text() + "\"");
    }
  }

  private static Optional<YamlField> indicator(YamlField spec, Map<String, YamlField> indicators) {
    Optional<YamlField> inline = spec.find("indicator");
    return inline.isPresent()
        ? inline
        : spec.find("indicatorRef").map(YamlField::text).map(indicators::get);
  }

  private static void queries(YamlField ratio, Slo.Builder builder) {
    ratio
        .find("raw")
        .ifPresent(
            raw -> {
              throw raw.refusal("must be left out: a ratio has no counts; give good and total");
            });
    Optional<YamlField> bad = ratio.find("bad");
    if (bad.isEmpty()) {
      builder.queries(query(ratio.require("good")), query(ratio.require("total")));
    } else if (ratio.find("good").isPresent()) {
      throw bad.get().refusal("must be left out where good is given");
    } else {
      builder.failureQueries(query(bad.get()), query(ratio.require("total")));
    }
  }

  private static String query(YamlField metric) {
    return metric.require("metricSource").require("spec").require("query").text();
  }

  private static void requireText(YamlField field, String allowed) {
    if (!field.text().equals(allowed)) {
      throw field.refusal("must be " + allowed + ", got \"" + field.text() + "\"");
    }
  }
}
