package io.runbookmemory.testkit.ledger;

import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.ledger.Entries.STREAM;
import static io.runbookmemory.testkit.ledger.Entries.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What goes in comes out, to the letter. */
interface EntryFidelityContract extends LedgerSubject {

  /** Appends an entry, asserts that it comes back equal, and that repeating it is no news. */
  private void keeps(LedgerEntry entry) {
    List<Long> position = ledger().append(List.of(entry));
    PostedEntry posted = new PostedEntry(position.getFirst(), entry);
    EntryFilter filter = new EntryFilter(entry.stream(), entry.subject());
    assertThat(ledger().last(filter)).contains(posted);
    assertThat(ledger().read(filter, position.getFirst() - 1, 1)).containsExactly(posted);
    assertThat(ledger().append(List.of(entry))).as("again").isEqualTo(position);
  }

  private void keeps(long number, String subject, String body) {
    keeps(new LedgerEntry(id(number), STREAM, "kept", NOW, subject, body));
  }

  @Test
  default void everyScriptAndEveryMetacharacterIsKept() {
    List<String> words =
        List.of(
            "'; DROP TABLE ledger; --",
            "quotes ' '' ` % _ ; -- /* */ $1 ?1 ? :a {} [] <a&b>",
            "🚒 👩‍🚒 🏳️‍🌈 𠮷",
            "العربية \u202Emixed\u202C עברית",
            "cafe\u0301 is not café",
            "\uFEFFmark, \u200Bzero width, \u2028 line, \u0085 next",
            "  spaces kept  ",
            "tabs\tand\r\nlines\n");
    for (int i = 0; i < words.size(); i++) {
      String said = words.get(i);
      String json = said.replace("\t", "\\t").replace("\r", "\\r").replace("\n", "\\n");
      keeps(i, said, "{\"said\":\"" + json + "\"}");
    }
    assertThat(entries()).hasSize(words.size());
  }

  @Test
  default void aSubjectIsFoundToTheLetterWhateverItMeansElsewhere() {
    List<String> subjects =
        List.of(
            "under_score",
            "underXscore",
            "100%",
            "100 per cent",
            "back\\slash",
            "back\\\\slash",
            "\"quoted\"",
            "x' OR '1'='1",
            "{\"a\":[1]}",
            "{a,b}",
            "a,b",
            "$1 ? :a ${b}",
            "NULL",
            "null");
    for (int i = 0; i < subjects.size(); i++) {
      keeps(i, subjects.get(i), "{\"n\":" + i + "}");
    }
    for (int i = 0; i < subjects.size(); i++) {
      assertThat(ledger().read(EntryFilter.of(STREAM, subjects.get(i)), 0, 100))
          .extracting(posted -> posted.entry().id())
          .containsExactly(id(i));
    }
  }

  @Test
  default void whatNoEncodingHoldsIsReplacedBeforeItIsStored() {
    keeps(1, "al\u0000ert \uD83D", "{\"cut\":\"\uDE92 \u0000\"}");

    assertThat(ledger().read(EntryFilter.of(STREAM, "al\u0000ert \uD83D"), 0, 10)).hasSize(1);
    assertThat(Objects.requireNonNull(all().getFirst().entry().subject()))
        .isEqualTo("al\uFFFDert \uFFFD");
  }

  @Test
  default void aBodyIsKeptToTheLetter() {
    keeps(1, "a", " {\"b\" : 1.0, \"a\":1e400,\n \"c\":\"\\u0000\\ud83d\\/\" } ");
    keeps(2, "a", "{\"c\":123456789012345678901234567890.10}");
    keeps(3, "a", "{}");
  }

  @Test
  default void aLongBodyAndALongSubjectAreKept() {
    String end = "\"}";
    String begin = "{\"long\":\"";
    int room = LedgerEntry.LONGEST_BODY - begin.length() - end.length();
    String endless = begin + "語".repeat(room) + end;

    keeps(1, "語".repeat(512), endless);
  }

  @Test
  default void timesAreKeptToTheMicrosecond() {
    List<Instant> times =
        List.of(
            Instant.parse("0001-01-01T00:00:00.000001Z"),
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            Instant.EPOCH,
            NOW.plusNanos(123_456_000),
            Instant.parse("9999-12-31T23:59:59.999999Z"));
    for (int i = 0; i < times.size(); i++) {
      keeps(Entries.at(i, STREAM, times.get(i)));
    }
    assertThat(Entries.at(1, STREAM, NOW.plusNanos(1_999)).at()).isEqualTo(NOW.plusNanos(1_000));
  }

  @Test
  default void namesAreKept() {
    keeps(new LedgerEntry(id(1), new LedgerStream("A.b-c_9"), "Kind.of-a_9", NOW, null, "{}"));
  }
}
