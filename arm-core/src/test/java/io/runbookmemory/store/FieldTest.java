package io.runbookmemory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Note;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldTest {

  private static final Instant NOW = Instant.parse("2026-05-12T02:41:00.000001Z");

  private static Memory memory() {
    return Memory.builder(
            MemoryId.named("test", "a"),
            new Scope(Tenant.DEFAULT, "eu-1", "shop", "checkout", "prod", "s1"),
            "Title",
            new Note("words"),
            NOW)
        .severity(Severity.SEV2)
        .provenance(new Provenance("wiki", "k", null, TrustTier.CURATED))
        .updatedAt(NOW.plusSeconds(1))
        .happenedAt(NOW.plusSeconds(2))
        .lastSeenAt(NOW.plusSeconds(3))
        .lastVerifiedAt(NOW.plusSeconds(4))
        .expiresAt(NOW.plusSeconds(5))
        .occurrences(6)
        .pinned(true)
        .build();
  }

  @Test
  void everyFieldLooksAtItsOwnValue() {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Field<?> field : Field.all()) {
      Object value = field.of(memory());
      if (value != null) {
        values.put(field.name(), value);
      }
    }

    assertThat(values)
        .hasSize(20)
        .containsEntry("type", "EPISODIC")
        .containsEntry("status", "ACTIVE")
        .containsEntry("kind", "note")
        .containsEntry("severity", "SEV2")
        .containsEntry("cluster", "eu-1")
        .containsEntry("namespace", "shop")
        .containsEntry("service", "checkout")
        .containsEntry("env", "prod")
        .containsEntry("session", "s1")
        .containsEntry("source", "wiki")
        .containsEntry("key", "k")
        .containsEntry("trust", "CURATED")
        .containsEntry("createdAt", NOW)
        .containsEntry("updatedAt", NOW.plusSeconds(1))
        .containsEntry("happenedAt", NOW.plusSeconds(2))
        .containsEntry("lastSeenAt", NOW.plusSeconds(3))
        .containsEntry("lastVerifiedAt", NOW.plusSeconds(4))
        .containsEntry("expiresAt", NOW.plusSeconds(5))
        .containsEntry("occurrences", 6L)
        .containsEntry("pinned", true);
  }

  @Test
  void timesAreNumberedInMicrosecondsRoundedDown() {
    assertThat(Field.CREATED_AT.encode(Instant.EPOCH)).isZero();
    assertThat(Field.CREATED_AT.encode(Instant.EPOCH.plusNanos(1_999))).isEqualTo(1);
    assertThat(Field.CREATED_AT.encode(Instant.EPOCH.minusNanos(1))).isEqualTo(-1);
    assertThat(Field.CREATED_AT.encode(Instant.EPOCH.minusNanos(1_500))).isEqualTo(-2);
    assertThat(Field.CREATED_AT.encoded(memory())).isEqualTo(1_778_553_660_000_001L);
  }

  @Test
  void timesFarAwayKeepTheirOrder() {
    List<Instant> ascending =
        List.of(
            Instant.MIN,
            Instant.parse("0001-01-01T00:00:00Z"),
            Instant.EPOCH,
            Instant.parse("9999-12-31T23:59:59.999999Z"),
            Instant.MAX);

    assertThat(ascending.stream().map(Field.EXPIRES_AT::encode).toList())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void textHasNoNumber() {
    assertThat(Field.SERVICE.isText()).isTrue();
    assertThat(Field.PINNED.isText()).isFalse();
    assertThat(Field.PINNED.encode(true)).isEqualTo(1);
    assertThatThrownBy(() -> Field.SERVICE.encode("x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("service");
  }

  @Test
  void filtersThatMeanNothingAreRefused() {
    assertThatThrownBy(() -> new Filter.In<>(Field.SERVICE, Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(Filter::and).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(Filter::or).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Filter.Range<>(Field.SERVICE, "a", "b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Filter.Range<>(Field.CREATED_AT, null, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Filter.ContainsText(" ?! "))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
