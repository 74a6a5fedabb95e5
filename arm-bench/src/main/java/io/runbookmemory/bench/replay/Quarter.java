package io.runbookmemory.bench.replay;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Ninety days of a hundred objectives at one minute, ten thousand alerts and a thousand incidents,
 * as incident files with their series beside them; always the same for a seed. Each incident burns
 * its objective's budget, has ten alerts, and knows a report of its own and, by reference, two of
 * earlier ones.
 */
final class Quarter {

  static final int OBJECTIVES = 100;
  static final int DAYS = 90;
  static final int INCIDENTS = 1_000;
  static final int ALERTS = 10;

  private static final int MINUTES = DAYS * 24 * 60;
  private static final int WINDOW = 180;
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<String> FAULTS =
      List.of(
          "connection pool exhausted",
          "disk full",
          "certificate expired",
          "queue grows",
          "replica lags",
          "memory leak after deploy",
          "DNS does not resolve",
          "rate limit hit");

  private final Random random;

  /** Where each incident begins, in order of time, in minutes from the first. */
  private final int[] begins;

  private final int[] objectives;

  Quarter(long seed) {
    random = new Random(seed);
    begins = random.ints(INCIDENTS, 0, MINUTES - WINDOW).sorted().toArray();
    objectives = random.ints(INCIDENTS, 0, OBJECTIVES).toArray();
    // The last hundred incidents look at all objectives, so that all series are read to the end.
    for (int i = 0; i < OBJECTIVES; i++) {
      int last = INCIDENTS - OBJECTIVES + i;
      begins[last] = MINUTES - WINDOW;
      objectives[last] = i;
    }
  }

  /** Writes all of it into a folder. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int objective = 0; objective < OBJECTIVES; objective++) {
      try (BufferedWriter out =
          Files.newBufferedWriter(folder.resolve(service(objective) + ".csv"))) {
        series(objective, out);
      }
    }
    for (int i = 0; i < INCIDENTS; i++) {
      Files.writeString(folder.resolve(id(i) + ".json"), incident(i));
    }
  }

  private static String service(int objective) {
    return "service-" + objective;
  }

  private static String id(int incident) {
    return "INC-%04d".formatted(incident);
  }

  private void series(int objective, Writer out) throws IOException {
    boolean[] bad = new boolean[MINUTES + 1];
    for (int i = 0; i < INCIDENTS; i++) {
      if (objectives[i] == objective) {
        Arrays.fill(bad, begins[i] + 10, begins[i] + 60, true);
      }
    }
    out.write("timestamp,good,total\n");
    for (int minute = 1; minute <= MINUTES; minute++) {
      int total = 900 + random.nextInt(200);
      int failed = bad[minute] ? total / 5 : random.nextInt(2_000) == 0 ? 1 : 0;
      long at = FIRST.getEpochSecond() + minute * 60L;
      out.write(at + "," + (total - failed) + "," + total + "\n");
    }
  }

  private static Instant at(int minute) {
    return FIRST.plus(Duration.ofMinutes(minute));
  }

  private String incident(int i) {
    String service = service(objectives[i]);
    String fault = FAULTS.get(random.nextInt(FAULTS.size()));
    List<String> alerts = new ArrayList<>();
    for (int n = 0; n < ALERTS; n++) {
      alerts.add(alert(service, fault, begins[i] + 20 + 2 * n, n));
    }
    String title = fault + " at " + service;
    String known = memory(i, title);
    for (int back = 1; back <= 2 && i - back >= 0; back++) {
      known += ", {\"ref\": \"" + id(i - back) + "\"}";
    }
    return """
    {"format": 1, "id": "%s", "title": "%s", "window": {"from": "%s", "to": "%s"},
     "alerts": [%s],
     "slis": [{"slo": "%s-availability", "service": "%s", "objective": "0.999", "file": "%s.csv"}],
     "known": [%s]}
    """
        .formatted(
            id(i),
            title,
            at(begins[i]),
            at(begins[i] + WINDOW),
            String.join(",\n", alerts),
            service,
            service,
            service,
            known);
  }

  private static String alert(String service, String fault, int minute, int number) {
    return """
    {"labels": {"alertname": "Errors%d", "service": "%s"}, "annotations": {"summary": "%s: %s"},
     "firedAt": "%s", "resolvedAt": "%s"}\
    """
        .formatted(number, service, service, fault, at(minute), at(minute + 60));
  }

  /** The report of an incident, known from its end on. */
  private String memory(int i, String title) {
    return """
    {"memory": {"title": "%s", "createdAt": "%s", "provenance": {"source": "reports", "key": "%s"},
      "content": {"kind": "incident", "symptom": "%s. %s", "resolution": "%s",
        "attempts": [{"action": "restart the pods", "effect": "NO_EFFECT"},
                     {"action": "roll back the last deployment", "effect": "RESOLVED"}]}}}\
    """
        .formatted(title, at(begins[i] + WINDOW), id(i), title, words(60), words(20));
  }

  private String words(int count) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < count; i++) {
      words.append("word").append(random.nextInt(3_000)).append(' ');
    }
    return words.toString().strip();
  }
}
