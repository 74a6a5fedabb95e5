package io.runbookmemory.testkit.ledger;

import static io.runbookmemory.testkit.ledger.Entries.OTHER;
import static io.runbookmemory.testkit.ledger.Entries.STREAM;
import static io.runbookmemory.testkit.ledger.Entries.about;
import static io.runbookmemory.testkit.ledger.Entries.entry;
import static io.runbookmemory.testkit.ledger.Entries.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading after a position, a stream or a subject at a time. */
interface LedgerReadContract extends LedgerSubject {

  private List<LedgerEntry> read(EntryFilter filter) {
    return ledger().read(filter, 0, 100).stream().map(PostedEntry::entry).toList();
  }

  @Test
  default void pagesFollowEachOther() {
    for (long i = 0; i < 20; i++) {
      ledger().append(List.of(in(2 * i, OTHER, null), entry(2 * i + 1)));
    }
    List<PostedEntry> followed = new ArrayList<>();
    List<PostedEntry> page = ledger().read(EntryFilter.of(STREAM), 0, 7);
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(7);
      followed.addAll(page);
      long last = followed.getLast().position();
      page = ledger().read(EntryFilter.of(STREAM), last, 7);
      assertThat(page).allMatch(posted -> posted.position() > last);
    }

    assertThat(followed).isEqualTo(all()).hasSize(20);
    assertThat(followed)
        .extracting(posted -> posted.entry().id())
        .startsWith(Entries.id(1), Entries.id(3), Entries.id(5));
  }

  @Test
  default void streamsAreReadApart() {
    ledger().append(List.of(in(1, STREAM, "a"), in(2, OTHER, "a"), in(3, STREAM, null)));

    assertThat(read(EntryFilter.of(STREAM))).containsExactly(in(1, STREAM, "a"), entry(3));
    assertThat(read(EntryFilter.of(OTHER))).containsExactly(in(2, OTHER, "a"));
    assertThat(read(EntryFilter.of(new LedgerStream("Audit")))).isEmpty();
  }

  @Test
  default void itsStreamsAreThoseInWhichAnEntryStands() {
    assertThat(ledger().streams()).isEmpty();
    LedgerStream third = new LedgerStream("Audit");
    ledger().append(List.of(in(1, STREAM, "a"), in(2, OTHER, null), in(3, STREAM, null)));
    ledger().append(List.of(in(4, third, null)));
    assertThat(ledger().streams()).containsExactlyInAnyOrder(STREAM, OTHER, third);

    ledger().prune(third, Instant.parse("9999-01-01T00:00:00Z"));
    assertThat(ledger().streams()).containsExactlyInAnyOrder(STREAM, OTHER);
  }

  @Test
  default void aSubjectIsFoundByAllOfItsName() {
    ledger().append(List.of(about(1, "disk"), about(2, "Disk"), about(3, "disk "), about(4, null)));
    ledger().append(List.of(about(5, "disk"), in(6, OTHER, "disk")));

    assertThat(read(EntryFilter.of(STREAM, "disk")))
        .containsExactly(about(1, "disk"), about(5, "disk"));
    assertThat(read(EntryFilter.of(STREAM, "dis"))).isEmpty();
    assertThat(read(EntryFilter.of(STREAM, ""))).isEmpty();
    assertThat(read(EntryFilter.of(STREAM, "disk%"))).isEmpty();
  }

  @Test
  default void aSubjectIsReadAfterAPositionToo() {
    List<Long> positions =
        ledger().append(List.of(about(1, "a"), about(2, "b"), about(3, "a"), about(4, "a")));

    assertThat(ledger().read(EntryFilter.of(STREAM, "a"), positions.getFirst(), 1))
        .containsExactly(new PostedEntry(positions.get(2), about(3, "a")));
  }

  @Test
  default void theLastIsWhatWasAppendedLast() {
    assertThat(ledger().last(EntryFilter.of(STREAM))).isEmpty();
    ledger().append(List.of(about(9, "a"), about(8, "b"), about(7, "a")));
    List<Long> last = ledger().append(List.of(about(1, "b"), in(2, OTHER, "a")));

    assertThat(ledger().last(EntryFilter.of(STREAM)))
        .contains(new PostedEntry(last.getFirst(), about(1, "b")));
    assertThat(ledger().last(EntryFilter.of(STREAM, "a")).map(PostedEntry::entry))
        .contains(about(7, "a"));
    assertThat(ledger().last(EntryFilter.of(STREAM, "c"))).isEmpty();
  }

  @Test
  default void aPageOfNoneIsRefused() {
    assertThatThrownBy(() -> ledger().read(EntryFilter.of(STREAM), 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 0");
  }

  @Test
  default void nothingComesAfterTheLastPosition() {
    long last = ledger().append(List.of(entry(1), entry(2))).getLast();

    assertThat(ledger().read(EntryFilter.of(STREAM), last, 10)).isEmpty();
    assertThat(ledger().read(EntryFilter.of(STREAM), Long.MAX_VALUE, 10)).isEmpty();
  }
}
