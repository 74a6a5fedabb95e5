package io.runbookmemory.testkit.ledger;

import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.ledger.Entries.STREAM;
import static io.runbookmemory.testkit.ledger.Entries.about;
import static io.runbookmemory.testkit.ledger.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.PostedEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tenants never see each other's entries. */
interface LedgerTenantContract extends LedgerSubject {

  private Ledger other() {
    return store().ledger(new Tenant("other"));
  }

  @Test
  default void aLedgerIsItsTenants() {
    ledger().append(List.of(about(1, "a")));
    other().append(List.of(about(2, "a")));

    assertThat(ledger().tenant()).isEqualTo(Tenant.DEFAULT);
    assertThat(other().tenant()).isEqualTo(new Tenant("other"));
    assertThat(entries()).containsExactly(about(1, "a"));
    assertThat(other().read(EntryFilter.of(STREAM, "a"), 0, 10))
        .extracting(PostedEntry::entry)
        .containsExactly(about(2, "a"));
    assertThat(other().last(EntryFilter.of(STREAM)).map(PostedEntry::entry))
        .contains(about(2, "a"));
  }

  @Test
  default void anIdIsTheTenantsOwn() {
    long here = ledger().append(List.of(about(1, "a"))).getFirst();
    long there = other().append(List.of(about(1, "b"))).getFirst();

    assertThat(there).isGreaterThan(here);
    assertThat(ledger().append(List.of(about(1, "a")))).containsExactly(here);
    assertThat(other().append(List.of(about(1, "b")))).containsExactly(there);
  }

  @Test
  default void aTenantPrunesItsOwn() {
    ledger().append(List.of(entry(1)));
    other().append(List.of(entry(1)));

    assertThat(other().prune(STREAM, NOW.plusSeconds(1))).isEqualTo(1);
    assertThat(entries()).containsExactly(entry(1));
    assertThat(other().last(EntryFilter.of(STREAM))).isEmpty();
  }
}
