package io.runbookmemory.testkit.ledger;

import static io.runbookmemory.testkit.ledger.Entries.about;
import static io.runbookmemory.testkit.ledger.Entries.entry;
import static io.runbookmemory.testkit.ledger.Entries.id;
import static io.runbookmemory.testkit.ledger.Entries.in;
import static io.runbookmemory.testkit.ledger.Entries.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.PostedEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is appended stands once, in order, and unchanged. */
interface AppendContract extends LedgerSubject {

  @Test
  default void whatIsAppendedStandsInItsOrder() {
    List<Long> first = ledger().append(List.of(entry(9), entry(1), entry(5)));
    List<Long> second = ledger().append(List.of(entry(3)));

    assertThat(all())
        .containsExactly(
            new PostedEntry(first.get(0), entry(9)),
            new PostedEntry(first.get(1), entry(1)),
            new PostedEntry(first.get(2), entry(5)),
            new PostedEntry(second.get(0), entry(3)));
    assertThat(all()).extracting(PostedEntry::position).isSorted().doesNotHaveDuplicates();
    assertThat(first.getFirst()).isPositive();
  }

  @Test
  default void anEmptyBatchIsNothing() {
    assertThat(ledger().append(List.of())).isEmpty();
    assertThat(all()).isEmpty();
  }

  @Test
  default void manyAreAppendedAtOnce() {
    List<LedgerEntry> many = Entries.entries(0, 1_200);

    List<Long> positions = ledger().append(many);

    assertThat(entries()).isEqualTo(many);
    assertThat(positions).hasSize(1_200).isSorted();
  }

  @Test
  default void whatIsRepeatedStaysWhereItIs() {
    List<LedgerEntry> batch = List.of(entry(1), about(2, "a"));
    List<Long> positions = ledger().append(batch);
    ledger().append(List.of(entry(3)));

    assertThat(ledger().append(batch)).isEqualTo(positions);
    assertThat(entries()).containsExactly(entry(1), about(2, "a"), entry(3));
  }

  @Test
  default void ofABatchThatStandsInPartTheRestIsAppended() {
    List<Long> first = ledger().append(List.of(entry(2)));

    List<Long> second = ledger().append(List.of(entry(1), entry(2), entry(3)));

    assertThat(second.get(1)).isEqualTo(first.getFirst());
    assertThat(entries()).containsExactly(entry(2), entry(1), entry(3));
  }

  @Test
  default void anIdThatStandsWithAnotherContentIsRefusedAndTheWholeBatchWithIt() {
    ledger().append(List.of(about(1, "a")));
    List<LedgerEntry> others = new ArrayList<>();
    others.add(entry(1));
    others.add(about(1, "b"));
    others.add(in(1, Entries.OTHER, "a"));
    others.add(saying(1, "{\"number\": 1}"));

    for (LedgerEntry other : others) {
      assertThatThrownBy(() -> ledger().append(List.of(entry(2), other)))
          .as("%s", other)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(id(1).toString());
    }
    assertThat(entries()).containsExactly(about(1, "a"));
  }

  @Test
  default void aBatchThatNamesAnEntryTwiceIsRefused() {
    assertThatThrownBy(() -> ledger().append(List.of(entry(1), entry(2), entry(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(id(1).toString());
    assertThat(all()).isEmpty();
  }

  @Test
  default void aClosedStoreAppendsAndReadsNoMore() {
    var ledger = ledger();
    var leases = leases();
    var store = store();
    store.close();
    store.close();

    assertThatThrownBy(() -> ledger.append(List.of(entry(1))))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> ledger.append(List.of())).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> leases.acquire(LeaseContract.claim("a", LeaseContract.HOUR)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(store::leases).isInstanceOf(IllegalStateException.class);
  }
}
