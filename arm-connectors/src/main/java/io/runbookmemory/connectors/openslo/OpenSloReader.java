package io.runbookmemory.connectors.openslo;

import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.connectors.yaml.YamlFile;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.slo.Slo;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the objectives of OpenSLO v1 files. Stateless and thread-safe.
 *
 * <p>Read are documents of {@code kind: SLO} with one objective, a rolling {@code timeWindow} (30
 * days where none is given) and {@code budgetingMethod: Occurrences}. The queries come from the
 * {@code ratioMetric} of the inline indicator, or of an SLI that {@code indicatorRef} names and
 * that stands in the same file; an SLI that stands elsewhere leaves the objective without queries.
 * A file may hold several documents; those of another kind are skipped. Fields that are not named
 * here are ignored.
 *
 * <p>Source: the OpenSLO specification, v1, sections "SLO" and "SLI".
 */
public final class OpenSloReader {

  private static final String VERSION = "openslo/v1";
  private static final int MAX_DECIMALS = 12;
  private static final Pattern SHORTHAND = Pattern.compile("([0-9]{1,6})([mhdw])");
  private static final Duration LONGEST = Duration.ofDays(366);

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
    for (YamlField document : ofKind("SLI", documents)) {
      indicators.put(document.require("metadata").require("name").text(), document);
    }
    return ofKind("SLO", documents).stream().map(slo -> slo(slo, indicators)).toList();
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

  private static List<YamlField> ofKind(String kind, List<YamlField> documents) {
    List<YamlField> found =
        documents.stream()
            .filter(document -> document.require("kind").text().equals(kind))
            .toList();
    for (YamlField document : found) {
      requireText(document.require("apiVersion"), VERSION);
    }
    return found;
  }

  private static Slo slo(YamlField document, Map<String, YamlField> indicators) {
    YamlField spec = document.require("spec");
    requireText(spec.require("budgetingMethod"), "Occurrences");
    Slo.Builder builder =
        Slo.builder(
            document.require("metadata").require("name").text(),
            spec.require("service").text(),
            objective(spec.require("objectives").onlyItem()));
    spec.find("timeWindow").ifPresent(window -> builder.period(period(window.onlyItem())));
    spec.find("description").ifPresent(words -> builder.description(words.text()));
    indicator(spec, indicators)
        .map(indicator -> indicator.require("spec").require("ratioMetric"))
        .ifPresent(ratio -> builder.queries(query(ratio, "good"), query(ratio, "total")));
    return builder.build();
  }

  private static BigDecimal objective(YamlField entry) {
    Optional<YamlField> target = entry.find("target");
    Optional<YamlField> percent = entry.find("targetPercent");
    if (target.isPresent() && percent.isPresent()) {
      throw percent.get().refusal("must be left out where target is given");
    }
    return percent
        .map(field -> share(field, 2))
        .orElseGet(() -> share(target.orElseGet(() -> entry.require("target")), 0));
  }

  /** Returns a share of 1 that is written with the decimal point {@code digits} to the right. */
  private static BigDecimal share(YamlField field, int digits) {
    BigDecimal written = field.decimal();
    BigDecimal whole = BigDecimal.ONE.movePointRight(digits);
    if (written.signum() <= 0 || written.compareTo(whole) >= 0) {
      throw field.refusal("must be above 0 and below " + whole + ", got " + field.text());
    }
    if (written.stripTrailingZeros().scale() > MAX_DECIMALS - digits) {
      throw field.refusal(
          "must have at most " + (MAX_DECIMALS - digits) + " decimals, got " + field.text());
    }
    return written.movePointLeft(digits);
  }

  private static Duration period(YamlField window) {
    Optional<YamlField> calendar = window.find("calendar");
    if (calendar.isPresent()) {
      throw calendar.get().refusal("must be left out: only rolling windows are read");
    }
    Optional<YamlField> rolling = window.find("isRolling");
    if (rolling.isPresent() && !rolling.get().flag()) {
      throw rolling.get().refusal("must be true, got false: only rolling windows are read");
    }
    YamlField duration = window.require("duration");
    String text = duration.text();
    Matcher matcher = SHORTHAND.matcher(text);
    if (!matcher.matches()) {
      throw duration.refusal(
          "must be a number and one of the units m, h, d, w, such as 30d, got \"" + text + "\"");
    }
    Duration period = unit(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
    if (period.isZero() || period.compareTo(LONGEST) > 0) {
      throw duration.refusal("must be above 0 and at most 366d, got " + text);
    }
    return period;
  }

  private static Duration unit(String letter) {
    return switch (letter) {
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      case "d" -> Duration.ofDays(1);
      case "w" -> Duration.ofDays(7);
      default -> throw new IllegalStateException("unit must be m, h, d or w, got " + letter);
    };
  }

  private static Optional<YamlField> indicator(YamlField spec, Map<String, YamlField> indicators) {
    Optional<YamlField> inline = spec.find("indicator");
    return inline.isPresent()
        ? inline
        : spec.find("indicatorRef").map(YamlField::text).map(indicators::get);
  }

  private static String query(YamlField ratio, String metric) {
    return ratio.require(metric).require("metricSource").require("spec").require("query").text();
  }

  private static void requireText(YamlField field, String allowed) {
    if (!field.text().equals(allowed)) {
      throw field.refusal("must be " + allowed + ", got \"" + field.text() + "\"");
    }
  }
}
