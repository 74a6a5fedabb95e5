package io.runbookmemory.guard.redact.replace;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.Redactor;
import io.runbookmemory.memory.Memory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberingTest {

  private final Redactor redactor = new PatternRedactor();

  @Test
  void theSameSecretHasTheSamePlaceholderInOneText() {
    assertThat(redactor.redact("bob@example.com told amy@example.com, BOB@example.com agreed"))
        .isEqualTo("[EMAIL_1] told [EMAIL_2], [EMAIL_1] agreed");
    assertThat(redactor.redact("4111 1111 1111 1111 is 4111111111111111"))
        .isEqualTo("[CARD_1] is [CARD_1]");
  }

  @Test
  void aMemorysTextsShareTheNumbers() {
    Memory memory =
        TestMemories.note("amy@example.com", "bob@example.com mailed amy@example.com").build();

    Memory clean = redactor.redact(memory);

    assertThat(clean.title()).isEqualTo("[EMAIL_1]");
    assertThat(clean.text()).contains("[EMAIL_2] mailed [EMAIL_1]");
  }

  @Test
  void aNumberThatAMemoryBringsAlongIsNotGivenToAnother() {
    Memory memory =
        TestMemories.note("amy@example.com", "[EMAIL_1] mailed [REDACTED:email]").build();

    assertThat(redactor.redact(memory).title()).isEqualTo("[EMAIL_2]");
    assertThat(redactor.redact("amy@example.com [EMAIL_3]")).isEqualTo("[EMAIL_4] [EMAIL_3]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "db_password", "apiKey", "API-KEY", "Authorization", "token"})
  void ofAFieldThatHoldsASecretByItsNameNothingIsLeft(String name) {
    assertThat(redactor.redact(name, "two words")).isEqualTo("[SECRET_1]");
    assertThat(redactor.redact(name, "[SECRET_4]")).isEqualTo("[SECRET_4]");
    assertThat(redactor.redact(name, "")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"user", "passwordFile", "secretName", "maxTokens", "keyboard", ""})
  void anotherFieldsValueIsReadAsAnyText(String name) {
    assertThat(redactor.redact(name, "ask bob@example.com")).isEqualTo("ask [EMAIL_1]");
  }

  @Test
  void whatAPlaceholderUncoversIsReplacedAsWell() {
    String key = "AK" + "IAIOSFODNN7EXAMPLE-----BEGIN PRIVATE KEY-----";

    assertThat(redactor.redact("first\n" + key + "\nlast"))
        .isEqualTo("first\n[AWS_KEY_1][PRIVATE_KEY_1]\nlast");
  }
}
