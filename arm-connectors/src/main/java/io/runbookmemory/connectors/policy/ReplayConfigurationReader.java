package io.runbookmemory.connectors.policy;

import io.runbookmemory.connectors.yaml.YamlAmount;
import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.connectors.yaml.YamlFile;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.oncall.noise.NoisePolicy;
import io.runbookmemory.recall.RecallPolicy;
import io.runbookmemory.slo.BurnRatePolicy;
import io.runbookmemory.slo.BurnRateWindow;
import io.runbookmemory.slo.Slo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a replay is tried with, YAML or JSON; {@code docs/replay.md} shows one. Whatever is
 * unknown or against a rule is refused: with a typing error two equal configurations would be
 * compared. Stateless and thread-safe.
 */
public final class ReplayConfigurationReader {

  private static final ReplayConfiguration DEFAULT = ReplayConfiguration.DEFAULT;

  private ReplayConfigurationReader() {}

  /**
   * Returns the configuration of a file.
   *
   * @param file one YAML or JSON document, at most 1 MiB
   * @return the configuration; an empty file is the default one
   * @throws InvalidInputException if the file breaks a rule; names the file, the line, the field,
   *     the rule and the value
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public static ReplayConfiguration read(Path file) {
    List<YamlField> documents = YamlFile.documents(file);
    if (documents.isEmpty()) {
      return DEFAULT;
    }
    if (documents.size() > 1) {
      throw documents.get(1).refusal("must be the only one in the file");
    }
    Map<String, YamlField> sections =
        WrittenPolicy.mapping(
            documents.getFirst(),
            Set.of("version", "recall", "halfLives", "staleAfter", "noise", "burnRate", "shift"));
    MemoryPolicyReader.requireVersion(sections.get("version"), documents.getFirst());
    YamlField noise = sections.get("noise");
    YamlField burnRate = sections.get("burnRate");
    YamlField shift = sections.get("shift");
    return new ReplayConfiguration(
        recall(sections),
        noise == null ? DEFAULT.noise() : noise(noise),
        burnRate == null ? DEFAULT.burnRate() : burnRate(burnRate),
        shift == null ? DEFAULT.shift() : YamlAmount.duration(shift));
  }

  private static RecallPolicy recall(Map<String, YamlField> sections) {
    RecallPolicy.Builder policy =
        RecallPolicy.builder().salience(MemoryPolicyReader.salience(sections));
    YamlField recall = sections.get("recall");
    if (recall == null) {
      return policy.build();
    }
    Map<String, YamlField> fields = WrittenPolicy.mapping(recall, Set.of("weights", "copies"));
    YamlField copies = fields.get("copies");
    if (copies != null) {
      checked(copies, () -> policy.copies(whole(copies)));
    }
    YamlField weights = fields.get("weights");
    if (weights != null) {
      WrittenPolicy.mapping(weights, Set.of("relevance", "recency", "success"));
      double relevance = number(weights.require("relevance"));
      double recency = number(weights.require("recency"));
      double success = number(weights.require("success"));
      checked(weights, () -> policy.weights(relevance, recency, success));
    }
    return policy.build();
  }

  private static NoisePolicy noise(YamlField section) {
    Map<String, YamlField> fields =
        WrittenPolicy.mapping(section, Set.of("groupBy", "repeat", "quiet"));
    YamlField groupBy = fields.get("groupBy");
    return new NoisePolicy(
        groupBy == null
            ? DEFAULT.noise().groupBy()
            : groupBy.items().stream().map(YamlField::text).toList(),
        duration(fields.get("repeat"), DEFAULT.noise().repeat()),
        duration(fields.get("quiet"), DEFAULT.noise().quiet()));
  }

  private static Function<Slo, BurnRatePolicy> burnRate(YamlField section) {
    Map<String, YamlField> fields =
        WrittenPolicy.mapping(
            section,
            Set.of("pages", "tickets", "minCoverage", "minBadEvents", "maxChance", "hold"));
    BurnRatePolicy.Builder own = BurnRatePolicy.builder();
    YamlField pages = fields.get("pages");
    YamlField tickets = fields.get("tickets");
    each(pages, own::page);
    each(tickets, own::ticket);
    boolean workbook = pages == null && tickets == null;
    BurnRatePolicy month = BurnRatePolicy.workbook(Duration.ofDays(30));
    BurnRatePolicy.Builder first = set(workbook ? month.toBuilder() : own, fields);
    checked(section, first::build);
    BurnRatePolicy policy = first.build();
    return slo -> {
      try {
        return (workbook ? ofPeriod(slo, fields) : policy).feasibleFor(slo);
      } catch (IllegalArgumentException e) {
        throw section.refusal("cannot judge " + slo.name() + ": " + e.getMessage());
      }
    };
  }

  private static BurnRatePolicy ofPeriod(Slo slo, Map<String, YamlField> fields) {
    return set(BurnRatePolicy.workbook(slo.period()).toBuilder(), fields).build();
  }

  private static BurnRatePolicy.Builder set(
      BurnRatePolicy.Builder builder, Map<String, YamlField> fields) {
    when(fields.get("minCoverage"), one -> builder.minCoverage(number(one)));
    when(fields.get("minBadEvents"), one -> builder.minBadEvents(whole(one)));
    when(fields.get("maxChance"), one -> builder.maxChance(number(one)));
    when(fields.get("hold"), one -> builder.hold(YamlAmount.duration(one)));
    return builder;
  }

  private static void when(@Nullable YamlField field, Function<YamlField, Object> set) {
    if (field != null) {
      checked(field, () -> set.apply(field));
    }
  }

  private static void each(@Nullable YamlField pairs, Function<BurnRateWindow, Object> add) {
    if (pairs == null) {
      return;
    }
    for (YamlField pair : pairs.items()) {
      WrittenPolicy.mapping(pair, Set.of("long", "short", "factor"));
      Duration longWindow = YamlAmount.duration(pair.require("long"));
      Duration shortWindow = YamlAmount.duration(pair.require("short"));
      double factor = number(pair.require("factor"));
      checked(pair, () -> add.apply(new BurnRateWindow(longWindow, shortWindow, factor)));
    }
  }

  private static Duration duration(@Nullable YamlField field, Duration otherwise) {
    return field == null ? otherwise : YamlAmount.duration(field);
  }

  private static double number(YamlField field) {
    return field.decimal().doubleValue();
  }

  private static int whole(YamlField field) {
    try {
      return field.decimal().intValueExact();
    } catch (ArithmeticException e) {
      throw field.refusal("must be a whole number, got " + field.text());
    }
  }

  private static void checked(YamlField field, Supplier<Object> value) {
    try {
      Objects.requireNonNull(value.get());
    } catch (IllegalArgumentException e) {
      throw field.refusal(Objects.toString(e.getMessage()));
    }
  }
}
