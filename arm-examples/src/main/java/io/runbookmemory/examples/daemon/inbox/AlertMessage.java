package io.runbookmemory.examples.daemon.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.text.Excerpt;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The body that Alertmanager's webhook receiver sends, of version 4.
 *
 * @see <a href="https://prometheus.io/docs/alerting/latest/configuration/#webhook_config">webhook
 *     configuration</a>
 */
public final class AlertMessage {

  private static final int MOST_ALERTS = 10_000;

  /** Labels are an alert's identity, and never cut. */
  private static final int LONGEST_LABELS = 64 << 10;

  /** Alertmanager does not send again what was refused: words that are too many are cut. */
  private static final int LONGEST_ANNOTATION = 8 << 10;

  /** With the labels, and each letter escaped, it still fits an entry of the ledger. */
  private static final int LONGEST_ANNOTATIONS = 64 << 10;

  /** What Go writes where there is no time. */
  private static final Instant NONE = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

  private AlertMessage() {}

  /**
   * Reads a body.
   *
   * @return in its order
   * @throws InvalidInputException if it breaks a rule; its subject is the path of the field
   */
  public static List<Report> read(JsonNode body) {
    JsonNode version = body.path("version");
    if (!version.asText("").equals("4")) {
      throw new InvalidInputException("version", "must be \"4\", got " + quoted(version));
    }
    JsonNode alerts = body.path("alerts");
    if (!alerts.isArray() || alerts.isEmpty() || alerts.size() > MOST_ALERTS) {
      throw new InvalidInputException(
          "alerts", "must be a list of 1 to " + MOST_ALERTS + " alerts, got " + kind(alerts));
    }
    List<Report> reports = new ArrayList<>();
    for (JsonNode alert : alerts) {
      reports.add(report(alert, "alerts[" + reports.size() + "]"));
    }
    return reports;
  }

  /** Returns how many alerts of its group a body leaves out, as Alertmanager's max_alerts says. */
  public static int truncated(JsonNode body) {
    return Math.max(0, body.path("truncatedAlerts").asInt(0));
  }

  private static Report report(JsonNode alert, String path) {
    Map<String, String> labels = texts(alert.path("labels"), path + ".labels");
    int length =
        labels.entrySet().stream()
            .mapToInt(label -> label.getKey().length() + label.getValue().length())
            .sum();
    if (labels.isEmpty() || length > LONGEST_LABELS) {
      throw new InvalidInputException(
          path + ".labels",
          "must have 1 to " + LONGEST_LABELS + " characters of labels, got " + length);
    }
    Map<String, String> words =
        alert.has("annotations")
            ? texts(alert.path("annotations"), path + ".annotations")
            : new TreeMap<>();
    shorten(words);
    AlertStatus status = status(alert.path("status"), path + ".status");
    Instant startsAt =
        time(alert.path("startsAt"), path + ".startsAt")
            .orElseThrow(
                () -> new InvalidInputException(path + ".startsAt", "must be a time, got none"));
    Optional<Instant> endsAt = time(alert.path("endsAt"), path + ".endsAt");
    return new Report(
        new Alert(labels, words, startsAt),
        status,
        status == AlertStatus.RESOLVED ? endsAt.orElse(null) : null);
  }

  private static void shorten(Map<String, String> words) {
    words.replaceAll((name, text) -> Excerpt.beginning(text, LONGEST_ANNOTATION));
    int length = 0;
    for (Iterator<Map.Entry<String, String>> each = words.entrySet().iterator(); each.hasNext(); ) {
      Map.Entry<String, String> word = each.next();
      length += word.getKey().length() + word.getValue().length();
      if (length > LONGEST_ANNOTATIONS) {
        each.remove();
      }
    }
  }

  private static AlertStatus status(JsonNode status, String path) {
    return switch (status.asText("").toLowerCase(Locale.ROOT)) {
      case "firing" -> AlertStatus.FIRING;
      case "resolved" -> AlertStatus.RESOLVED;
      default ->
          throw new InvalidInputException(
              path, "must be firing or resolved, got " + quoted(status));
    };
  }

  private static Optional<Instant> time(JsonNode time, String path) {
    if (time.isMissingNode() || time.isNull()) {
      return Optional.empty();
    }
    try {
      Instant read = Instant.parse(time.asText(""));
      if (read.isBefore(NONE) || read.isAfter(LAST)) {
        throw new InvalidInputException(path, "must lie in the years 1 to 9998, got " + read);
      }
      return read.equals(NONE) ? Optional.empty() : Optional.of(read);
    } catch (DateTimeParseException e) {
      throw new InvalidInputException(
          path, "must be a time such as 2026-03-01T03:12:00Z, got " + quoted(time));
    }
  }

  private static Map<String, String> texts(JsonNode node, String path) {
    if (!node.isObject()) {
      throw new InvalidInputException(path, "must be an object of texts, got " + kind(node));
    }
    Map<String, String> texts = new TreeMap<>();
    node.properties()
        .forEach(
            field -> {
              if (!field.getValue().isTextual()) {
                throw new InvalidInputException(
                    path + "." + field.getKey(), "must be text, got " + quoted(field.getValue()));
              }
              texts.put(field.getKey(), field.getValue().textValue());
            });
    return texts;
  }

  private static String kind(JsonNode node) {
    return node.isArray() ? "a list of " + node.size() : quoted(node);
  }

  private static String quoted(JsonNode node) {
    return node.isMissingNode() ? "none" : Excerpt.beginning(node.toString(), 80);
  }
}
