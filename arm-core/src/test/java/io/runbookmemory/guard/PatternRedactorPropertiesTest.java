package io.runbookmemory.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternRedactorPropertiesTest {

  private static final PatternRedactor REDACTOR = new PatternRedactor();

  private static final String[] PIECES = {
    "AKIA" + "IOSFODNN7EXAMPLE",
    "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a",
    "xox" + "b-123456789012-abcdef",
    "eyJhbGciOiJI.",
    "eyJzdWIiOiIx.",
    "Authorization: Bearer ",
    "bearer ",
    "password",
    "secret",
    "api_key",
    "redis://u:",
    "https://",
    "bob@example.com",
    "-----BEGIN PRIVATE KEY-----",
    "-----END PRIVATE KEY-----",
    "[REDACTED:email]",
    "[EMAIL_1]",
    "[SECRET_7]",
    "10.1.2.3",
    "2001:db8::7",
    "4111 1111 1111 1111",
    "+1 415 555 0132",
    "415-555-0132",
    "DE89370400440532013000",
    "--token ",
    "-u ",
    "authorization",
    ">",
    "1",
    "0a1b2c3d4e5f60718293",
    "=",
    ":",
    ": ",
    " ",
    "\n",
    "\"",
    "'",
    "\\\"",
    "@",
    ".",
    "-",
    "_",
    ",",
    "${X}",
    "\uD83D\uDE92",
    "null"
  };

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void redactingTwiceIsRedactingOnce(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int piece = 1 + random.nextInt(12); piece > 0; piece--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      String once = REDACTOR.redact(text.toString());

      assertThat(REDACTOR.redact(once)).as("seed %d, text %d: %s", seed, i, text).isEqualTo(once);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a.",
        "a-",
        "-",
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQE",
        "-----END PRIVATE KEY-----",
        "eyJ",
        "-eyJ",
        "eyJaaaaaaaa.",
        "-eyJaaaaaaaa.",
        "a@",
        "a@b.",
        "a@a.a.a.a.a.a.a.a.a.",
        "x@-.",
        "http://",
        "a://b:",
        "a://b:c",
        "a://:@",
        "password",
        "password=",
        "password=\"",
        "password : ",
        "secret:\\\"",
        "api_",
        "authorization: bearer ",
        "bearer ",
        "ghp_a",
        "1.",
        "1.2.3.4",
        "1.2.3.4 to ",
        "4111 ",
        "4111-",
        "4",
        "1:",
        "2001:",
        "fe80::",
        "+49 ",
        "+4",
        "(415) ",
        "01 ",
        "DE89 ",
        "DE89",
        "[",
        "[EMAIL_",
        "%40",
        "aQ~",
        "=",
        "==",
        ">",
        "--password ",
        "-u a:",
        "authorization:\"",
        "token=",
        "password=a(",
        "password:expired:",
        "password=var.",
        "pwd=/",
        "https://u:",
        "ya29.",
        "SG.",
        "-----BEGIN PRIVATE KEY-----a",
        "password=a.",
        "a/",
        "a:a",
        "Aa",
        "\"",
        " ",
        "\n",
        "\uD83D\uDE92"
      })
  void aMegabyteOfTheWorstTakesSeconds(String piece) {
    String text = piece.repeat(1_000_000 / piece.length());

    // A quadratic pattern takes an hour here; the bound leaves room for a slow machine.
    String redacted =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> REDACTOR.redact(text + "x"));

    assertThat(redacted).isNotEmpty();
  }
}
