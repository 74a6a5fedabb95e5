package io.runbookmemory.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeverityTest {

  @ParameterizedTest
  @CsvSource({
    "SEV1,SEV1",
    "sev-1,SEV1",
    "critical,SEV1",
    "page,SEV1",
    "High,SEV1",
    "P1,SEV1",
    "SEV2,SEV2",
    "Sev-2,SEV2",
    "WARNING,SEV2",
    "ticket,SEV2",
    "medium,SEV2",
    "p2,SEV2",
    "P3,SEV2",
    "SEV3,SEV3",
    "SEV-3,SEV3",
    "info,SEV3",
    "none,SEV3",
    "low,SEV3",
    "P4,SEV3",
    "' p5 ',SEV3"
  })
  void wordsOfOtherToolsAreUnderstood(String word, Severity severity) {
    assertThat(Severity.of(word)).contains(severity);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sev4", "P0", "1", "urgent"})
  void otherWordsAreNot(String word) {
    assertThat(Severity.of(word)).isEmpty();
  }
}
