package io.runbookmemory.bench.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** Lines as services log them, a share of them with a secret, and texts made to be slow. */
final class LogLines {

  /** What a scanner that looks back and forth could stumble over, to be repeated. */
  public static final List<String> HOSTILE =
      List.of(
          "a",
          "1",
          "1.",
          "a@",
          "a=",
          "a:",
          "eyJ",
          "password=a(",
          "token=",
          "://a:b",
          "1.2.3.4 to ",
          "4111 ",
          "+49 ",
          "-----BEGIN PRIVATE KEY-----",
          "password: expired ",
          "[EMAIL_",
          "%40");

  private LogLines() {}

  /**
   * Makes lines.
   *
   * @param count how many
   * @param share of them with one secret, in [0, 1]
   * @param random seeded
   * @return about 100 characters each
   */
  public static List<String> make(int count, double share, Random random) {
    List<String> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String line = plain(random);
      lines.add(random.nextDouble() < share ? line + " " + secret(random) : line);
    }
    return lines;
  }

  private static String plain(Random random) {
    int n = random.nextInt(100_000);
    String time =
        String.format(
            Locale.ROOT,
            "2026-11-21T%02d:%02d:%02d.%03dZ",
            random.nextInt(24),
            random.nextInt(60),
            random.nextInt(60),
            random.nextInt(1000));
    String id = new UUID(random.nextLong(), random.nextLong()).toString();
    return switch (random.nextInt(6)) {
      case 0 -> time + " INFO  [checkout] request " + id + " done in " + n + " ms status=200";
      case 1 -> time + " WARN  [orders] c.a.o.Client: retry 3 of 5 for order " + n + " (timeout)";
      case 2 -> "level=info ts=" + time + " caller=db.go:211 msg=\"query done\" rows=" + n;
      case 3 ->
          "{\"ts\":\""
              + time
              + "\",\"level\":\"error\",\"trace\":\""
              + id
              + "\",\"took\":"
              + n
              + "}";
      case 4 ->
          "\tat com.acme.payments.Gateway.charge(Gateway.java:"
              + n % 900
              + ") ~[payments-4.2.1.jar]";
      default ->
          "http_request_duration_seconds_bucket{le=\"0.5\",code=\"200\"} " + n + " 1795290473";
    };
  }

  private static String secret(Random random) {
    int n = 100_000 + random.nextInt(900_000);
    return switch (random.nextInt(6)) {
      case 0 -> "user=anna" + n + "@example.com";
      case 1 -> "from 10.2." + n % 250 + "." + (1 + n % 200);
      case 2 -> "password=hunter" + n;
      case 3 -> "Authorization: Bearer 0a1b2c3d4e5f6a7b8c9d" + n;
      case 4 -> "postgres://app:pw" + n + "@db-1:5432/orders";
      default -> "card 4111 1111 1111 1111";
    };
  }
}
