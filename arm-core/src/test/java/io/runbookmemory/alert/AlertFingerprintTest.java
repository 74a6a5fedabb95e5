package io.runbookmemory.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertFingerprintTest {

  @Test
  void noLabelsHaveTheOffsetBasis() {
    assertThat(AlertFingerprint.of(Map.of())).hasToString("cbf29ce484222325");
  }

  @Test
  void labelsHaveTheFingerprintThatPrometheusGivesThem() {
    // From prometheus/common, model/signature_test.go.
    Map<String, String> two = Map.of("name", "garland, briggs", "fear", "love is not enough");
    Map<String, String> three =
        Map.of(
            "first-label", "first-label-value",
            "second-label", "second-label-value",
            "third-label", "third-label-value");

    assertThat(AlertFingerprint.of(two)).hasToString(Long.toHexString(5799056148416392346L));
    assertThat(AlertFingerprint.of(three))
        .hasToString(Long.toHexString(Long.parseUnsignedLong("13843036195897128121")));
  }

  @Test
  void theOrderOfTheLabelsDoesNotMatter() {
    Map<String, String> one = new LinkedHashMap<>();
    one.put("b", "2");
    one.put("a", "1");

    assertThat(AlertFingerprint.of(one)).isEqualTo(AlertFingerprint.of(Map.of("a", "1", "b", "2")));
    assertThat(AlertFingerprint.of(Map.of("a", "1")))
        .isNotEqualTo(AlertFingerprint.of(Map.of("a1", "")));
  }

  @Test
  void labelsAreSortedByTheirBytes() {
    // U+FF5E is EF BD 9E and U+1F692 is F0 9F 9A 92, but D83D DE92 in UTF-16.
    Map<String, String> labels = Map.of("\uFF5E", "x", "🚒", "y");

    assertThat(AlertFingerprint.of(labels)).hasToString("8455bd11c957e557");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cbf29ce48422232", "CBF29CE484222325", "cbf29ce4842223255"})
  void aFingerprintIsSixteenLowerCaseDigits(String value) {
    assertThatThrownBy(() -> new AlertFingerprint(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + value + "\"");
  }

  @Test
  void anAlertIsKnownByItsLabelsAlone() {
    Instant now = Instant.parse("2026-05-12T02:41:00Z");
    Alert alert = new Alert(Map.of("alertname", "HighBurn", "env", " "), Map.of("s", "x"), now);

    assertThat(alert.name()).contains("HighBurn");
    assertThat(alert.label("env")).isEmpty();
    assertThat(alert.label("other")).isEmpty();
    assertThat(alert.fingerprint())
        .isEqualTo(new Alert(alert.labels(), Map.of(), now.plusSeconds(1)).fingerprint());
  }
}
