package io.runbookmemory.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.guard.redact.SecretKind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderTest {

  @Test
  void thereIsOneOfEachKindOfSecret() {
    assertThat(Placeholder.kinds())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(SecretKind.values()).map(Enum::name).toList());
  }

  @ParameterizedTest
  @EnumSource(SecretKind.class)
  void aNumberedOneIsKnown(SecretKind kind) {
    String placeholder = "[" + kind + "_12]";

    assertThat(Placeholder.lengthAt("a " + placeholder + "b", 2)).isEqualTo(placeholder.length());
  }

  @Test
  void oneOfAnOlderReleaseIsKnown() {
    assertThat(Placeholder.lengthAt("[REDACTED:aws-key]", 0)).isEqualTo(18);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "[]",
        "[EMAIL]",
        "[EMAIL_]",
        "[EMAIL_1",
        "[EMAIL_x]",
        "[ERROR_503]",
        "[_1]",
        "EMAIL_1]",
        "[email_1]",
        "[EMAIL_1234567890]",
        "[REDACTED:",
        "[REDACTED]"
      })
  void nothingElseIsOne(String text) {
    assertThat(Placeholder.lengthAt(text, 0)).isZero();
  }
}
