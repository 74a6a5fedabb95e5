package io.runbookmemory.recall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The map from the evidence of all legs to a relevance in [0, 1]: linear in log-odds, stretched so
 * that its bands mean what {@link Strength} says. Monotone: more of what speaks for a candidate
 * never makes it less relevant. Immutable, thread-safe.
 *
 * <p>Its numbers are data with a source, {@code calibration.json} beside this class; {@code
 * docs/calibration.md} says how they were found and what they give.
 */
final class Calibration {

  private static final String FILE = "calibration.json";
  private static final String WORDS = "words";

  /** The model to whose range the similarities of a model without a curve are stretched. */
  private static final String REFERENCE = "bge-small-en-v1.5-q";

  private static final Map<String, Curve> CURVES = read();

  /**
   * How fast a relevance nears 0 below the bands and 1 above them, in log-odds to a factor of e.
   */
  private static final double SPREAD = 2;

  /**
   * What the same environment, and the same cluster, add to the log-odds: no set of questions known
   * tells, so they break ties and can hide nothing (a bit less than half of what a service adds).
   */
  private static final double SAME_PLACE = 0.25;

  private final Curve words = Objects.requireNonNull(CURVES.get(WORDS));
  private final Curve vectors;
  private final DoubleUnaryOperator toCurve;

  private Calibration(Curve vectors, DoubleUnaryOperator toCurve) {
    this.vectors = vectors;
    this.toCurve = toCurve;
  }

  /**
   * Returns the calibration for a model.
   *
   * @param model its name, null where there is none
   * @param pool the similarities of the candidates: those of a model without a curve of its own are
   *     stretched so that their mean lies where the reference's does, and 1 stays 1; then it orders
   *     as well, and abstains less
   */
  static Calibration of(@Nullable String model, double[] pool) {
    Curve own = model == null || model.equals(WORDS) ? null : CURVES.get(model);
    if (own != null) {
      return new Calibration(own, similarity -> similarity);
    }
    Curve reference = Objects.requireNonNull(CURVES.get(REFERENCE));
    double mean = Arrays.stream(pool).average().orElse(1);
    double scale = mean < 1 ? (1 - reference.meanSimilarity()) / (1 - mean) : 1;
    return new Calibration(reference, similarity -> 1 - (1 - similarity) * scale);
  }

  /** Returns what {@link #of} takes for a model, in words. */
  static String name(@Nullable String model) {
    if (model == null) {
      return WORDS;
    }
    boolean own = !model.equals(WORDS) && CURVES.containsKey(model);
    return own ? model : REFERENCE + ", stretched";
  }

  /** What a curve weighs its evidence with, and the log-odds where its bands begin. */
  private record Curve(
      double similarity,
      double leadSimilarity,
      double textScore,
      double textShare,
      double titleShare,
      double passages,
      double sameService,
      double possibleAt,
      double strongAt,
      double meanSimilarity) {

    static Curve of(JsonNode node) {
      ToDoubleFunction<String> of = name -> node.required(name).doubleValue();
      return new Curve(
          of.applyAsDouble("similarity"),
          of.applyAsDouble("leadSimilarity"),
          of.applyAsDouble("textScore"),
          of.applyAsDouble("textShare"),
          of.applyAsDouble("titleShare"),
          of.applyAsDouble("passages"),
          of.applyAsDouble("sameService"),
          of.applyAsDouble("possibleAt"),
          of.applyAsDouble("strongAt"),
          of.applyAsDouble("meanSimilarity"));
    }
  }

  private static Map<String, Curve> read() {
    Map<String, Curve> curves = new HashMap<>();
    try (InputStream in = Calibration.class.getResourceAsStream(FILE)) {
      JsonNode file = new ObjectMapper().readTree(in);
      file.required("curves")
          .properties()
          .forEach(curve -> curves.put(curve.getKey(), Curve.of(curve.getValue())));
    } catch (IOException e) {
      throw new AssertionError(FILE + " stands in the same jar", e);
    }
    return curves;
  }

  double relevance(Evidence evidence) {
    return relevance(evidence, 0);
  }

  /**
   * Returns the relevance of what is of a service near the one in question.
   *
   * @param share how much of what the same service adds to the log-odds is added, in [0, 1]
   */
  double relevance(Evidence evidence, double share) {
    Curve curve = evidence.similarity() == null ? words : vectors;
    double gained = evidence.sameService() ? 0 : share * curve.sameService();
    return stretched(curve, logOdds(curve, evidence) + gained);
  }

  private double logOdds(Curve curve, Evidence evidence) {
    return curve.similarity() * similarity(evidence.similarity())
        + curve.leadSimilarity() * similarity(evidence.leadSimilarity())
        + curve.textScore() * (evidence.textScore() == null ? 0 : evidence.textScore())
        + curve.textShare() * evidence.textShare()
        + curve.titleShare() * evidence.titleShare()
        + curve.passages() * Math.log(evidence.passages())
        + (evidence.sameService() ? curve.sameService() : 0)
        + (evidence.sameEnv() ? SAME_PLACE : 0)
        + (evidence.sameCluster() ? SAME_PLACE : 0);
  }

  private double similarity(@Nullable Double similarity) {
    return similarity == null ? 0 : toCurve.applyAsDouble(similarity);
  }

  /** Linear between the bounds of the bands, exponential towards 0 below and 1 above them. */
  private static double stretched(Curve curve, double logOdds) {
    double possibleAt = curve.possibleAt();
    double strongAt = curve.strongAt();
    if (logOdds < possibleAt) {
      return Strength.POSSIBLE_FROM * Math.exp((logOdds - possibleAt) / SPREAD);
    }
    if (logOdds < strongAt) {
      double within = (logOdds - possibleAt) / (strongAt - possibleAt);
      return Strength.POSSIBLE_FROM + within * (Strength.STRONG_FROM - Strength.POSSIBLE_FROM);
    }
    return 1 - (1 - Strength.STRONG_FROM) * Math.exp((strongAt - logOdds) / SPREAD);
  }
}
