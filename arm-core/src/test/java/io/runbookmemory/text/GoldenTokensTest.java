package io.runbookmemory.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The tokens of version 1, which stores have written: a line of {@code tokens.txt} is a text, the
 * next one its tokens. Where one of them is to change, {@link OperationsTokenizer#VERSION} must.
 */
class GoldenTokensTest {

  @Test
  void theTokensAreThoseThatStoresHaveWritten() throws IOException {
    assertThat(OperationsTokenizer.VERSION).isEqualTo(1);
    List<String> lines = lines();
    assertThat(lines).hasSizeGreaterThan(400);
    for (int i = 0; i < lines.size(); i += 2) {
      String tokens = String.join(" ", OperationsTokenizer.tokens(lines.get(i)));
      assertThat(tokens).as(lines.get(i)).isEqualTo(lines.get(i + 1).strip());
    }
  }

  private static List<String> lines() throws IOException {
    try (InputStream file = GoldenTokensTest.class.getResourceAsStream("tokens.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }
}
