package io.runbookmemory.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerEntryTest {

  private static final LedgerStream STREAM = new LedgerStream("audit");
  private static final Instant NOW = Instant.parse("2026-05-12T02:41:00Z");

  private static LedgerEntry entry(String kind, @Nullable String subject, String body) {
    return new LedgerEntry(new UUID(0, 1), STREAM, kind, NOW, subject, body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "1",
        "null",
        "\"a\"",
        "{",
        "{\"a\":}",
        "{} {}",
        "{}x",
        "{'a':1}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":\"line\nbreak\"}",
        "{\"a\":NaN}",
        "{\"a\":[}",
        "{\"a\":1,}"
      })
  void aBodyThatIsNoJsonObjectIsRefused(String body) {
    assertThatThrownBy(() -> entry("kind", null, body))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("an entry's body must be one JSON object, got ");
  }

  @Test
  void aBodyNestedDeeperThanAReaderGoesIsRefused() {
    String deep = "{\"a\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}";

    assertThatThrownBy(() -> entry("kind", null, deep))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsTooLongIsRefusedWithItsLength() {
    String body = "{\"a\":\"" + "x".repeat(LedgerEntry.LONGEST_BODY) + "\"}";
    assertThatThrownBy(() -> entry("kind", null, body))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got " + body.length());
    assertThatThrownBy(() -> entry("kind", "x".repeat(513), "{}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 513");
    assertThatThrownBy(() -> entry("kind", "", "{}")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\n", "ä", "a/b"})
  void aNameOfOtherCharactersIsRefused(String name) {
    assertThatThrownBy(() -> entry(name, null, "{}")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LedgerStream(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void timesOutsideTheCalendarAreRefused() {
    for (Instant at : new Instant[] {Instant.MIN, Instant.MAX}) {
      assertThatThrownBy(() -> new LedgerEntry(new UUID(0, 1), STREAM, "kind", at, null, "{}"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("years 1 to 9999");
    }
  }

  @Test
  void aFilterWithoutASubjectLetsAllOfItsStreamThrough() {
    EntryFilter all = EntryFilter.of(STREAM);
    EntryFilter disk = EntryFilter.of(STREAM, "disk \uD83D");

    assertThat(all.test(entry("kind", null, "{}"))).isTrue();
    assertThat(all.test(entry("kind", "disk", "{}"))).isTrue();
    assertThat(disk.test(entry("kind", "disk \uD83D", "{}"))).isTrue();
    assertThat(disk.test(entry("kind", null, "{}"))).isFalse();
    assertThat(EntryFilter.of(new LedgerStream("alerts")).test(entry("kind", null, "{}")))
        .isFalse();
  }
}
