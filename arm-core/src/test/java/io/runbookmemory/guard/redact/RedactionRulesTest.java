package io.runbookmemory.guard.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.Redactor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionRulesTest {

  private static Redactor with(RedactionRules.Builder rules) {
    return new PatternRedactor(rules.build());
  }

  @Test
  void mailToAnAllowedHostAndThoseBelowItStays() {
    Redactor redactor = with(RedactionRules.builder().allowHost("Alerts.example.com"));

    String kept = "to db@alerts.example.com, db@eu.alerts.example.com";
    assertThat(redactor.redact(kept)).isSameAs(kept);
    assertThat(redactor.redact("bob@myalerts.example.com, bob@example.com"))
        .isEqualTo("[EMAIL_1], [EMAIL_2]");
  }

  @Test
  void addressesOfAnAllowedNetworkStay() {
    Redactor redactor =
        with(
            RedactionRules.builder()
                .allowNetwork("10.32.0.0/11")
                .allowNetwork("2001:db8:5::/48")
                .allowHost("192.0.2.7"));

    String kept = "10.32.0.1 10.63.255.255 2001:db8:5:ffff::1 192.0.2.7";
    assertThat(redactor.redact(kept)).isSameAs(kept);
    assertThat(redactor.redact("10.64.0.0 10.31.255.255 2001:db8:6::1 192.0.2.8"))
        .isEqualTo("[IP_1] [IP_2] [IP_3] [IP_4]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0/33", "10.0.0/8", "host", "2001:db8::/129", "", "1.2.3.4/", "::g"})
  void whatIsNoNetworkIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedactionRules.builder().allowNetwork(text))
        .withMessageContaining("a network must be like")
        .withMessageContaining(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a/b", "bob@example.com"})
  void whatIsNoHostIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedactionRules.builder().allowHost(text))
        .withMessageContaining("a host must be like");
  }

  @Test
  void namesAreWholeWordsAsWrittenOrInCapitals() {
    Redactor redactor =
        with(RedactionRules.builder().names(List.of("Mark", "Mark Twain", "Élise")));

    assertThat(redactor.redact("Mark Twain and Mark, MARK; Élise (ÉLISE)"))
        .isEqualTo("[NAME_1] and [NAME_2], [NAME_3]; [NAME_4] ([NAME_5])");
    String kept = "the mark, Marks, Denmark, xMark, Élises";
    assertThat(redactor.redact(kept)).isSameAs(kept);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "7up"})
  void whatIsNoNameIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedactionRules.builder().names(List.of(text)))
        .withMessageContaining("a name must be");
  }

  @Test
  void credentialsAloneLeaveWhoAndWhere() {
    String kept = "bob@example.com 10.1.2.3 +1 415 555 0132 DE89370400440532013000";

    assertThat(PatternRedactor.credentials().redact(kept)).isSameAs(kept);
    assertThat(PatternRedactor.credentials().redact("password=abc 4111 1111 1111 1111"))
        .isEqualTo("password=[SECRET_1] [CARD_1]");
  }

  @Test
  void aKindCanBeLeftOut() {
    Redactor redactor = with(RedactionRules.builder().without(SecretKind.IP));

    assertThat(redactor.redact("10.1.2.3 bob@example.com")).isEqualTo("10.1.2.3 [EMAIL_1]");
  }
}
