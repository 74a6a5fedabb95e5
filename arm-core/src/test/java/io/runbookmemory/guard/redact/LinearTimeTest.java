package io.runbookmemory.guard.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sixty-four times the text costs about as many times as much, whatever the text is. */
class LinearTimeTest {

  private static final int SMALL = 1 << 13;
  private static final int TIMES = 64;

  /** A quadratic scanner needs 4,096 times as long; a machine's noise is far below that. */
  private static final double BOUND = 1_000;

  private static final String[] ATOMS = {
    "@",
    ":",
    "::",
    "://",
    "=",
    "==",
    "-",
    "--",
    ".",
    "+",
    "(",
    ")",
    "~",
    "%40",
    ">",
    "<",
    "[",
    "\"",
    "'",
    "\\\"",
    " ",
    "\n",
    "/",
    "_",
    "1",
    "255",
    "4111",
    "2001",
    "ffff",
    "a",
    "Q",
    "eyJ",
    "AKIA",
    "ghp_",
    "SG.",
    "password",
    "token",
    "authorization",
    "bearer ",
    "basic ",
    "secret",
    "-----BEGIN ",
    "PRIVATE KEY-----",
    "-----END ",
    "version ",
    " to ",
    "tel ",
    "--token ",
    "-u ",
    "DE89",
    "[EMAIL_1]",
    "var.",
    "f("
  };

  private static final SecretScanner SCANNER = new SecretScanner(RedactionRules.builder().build());

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverIsRepeated(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      StringBuilder piece = new StringBuilder();
      for (int atoms = 1 + random.nextInt(4); atoms > 0; atoms--) {
        piece.append(ATOMS[random.nextInt(ATOMS.length)]);
      }
      String small = piece.toString().repeat(SMALL / piece.length());

      long little = nanos(small);
      double ratio = nanos(small.repeat(TIMES)) / (double) Math.max(1, little);

      assertThat(ratio).as("seed %d, text %d: %s", seed, i, piece).isLessThan(BOUND);
    }
  }

  /** The fastest of some runs: the others were disturbed. */
  private static long nanos(String text) {
    long least = Long.MAX_VALUE;
    for (int run = 0; run < 4; run++) {
      long begin = System.nanoTime();
      assertThat(SCANNER.find(text)).isNotNull();
      least = Math.min(least, System.nanoTime() - begin);
    }
    return least;
  }
}
