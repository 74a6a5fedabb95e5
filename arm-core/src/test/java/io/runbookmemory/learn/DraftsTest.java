package io.runbookmemory.learn;

import static io.runbookmemory.fixture.Corpus.titles;
import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.id;
import static io.runbookmemory.fixture.TestMemories.note;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.Corpus;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DraftsTest {

  private static final Instant LATER = NOW.plus(Duration.ofHours(2));

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final Corpus corpus = new Corpus(store, new HashingModel());
  private final Drafts drafts = new Drafts(store, corpus.remembering(), Tenant.DEFAULT);

  @BeforeEach
  void remember() {
    corpus.add(note("Disk full", "The disk is full").status(MemoryStatus.DRAFT));
  }

  @AfterEach
  void close() {
    corpus.close();
  }

  @Test
  void aDraftWaitsAndIsNotRecalledUntilItIsApproved() {
    assertThat(drafts.list(10)).extracting(Memory::title).containsExactly("Disk full");
    assertThat(corpus.recall("disk full").judged()).isEmpty();

    assertThat(drafts.approve(id("Disk full"), LATER))
        .contains(new Remembered.Updated(id("Disk full"), 2));

    assertThat(titles(corpus.recall("disk full"))).containsExactly("Disk full");
    Memory approved = store.reader(Tenant.DEFAULT).get(id("Disk full")).orElseThrow().memory();
    assertThat(approved.provenance().trust()).isEqualTo(TrustTier.CURATED);
    assertThat(approved.provenance().source()).isEqualTo("capture");
    assertThat(approved.times().lastVerifiedAt()).isEqualTo(LATER);
    assertThat(drafts.list(10)).isEmpty();
  }

  @Test
  void aRejectedDraftIsGoneAndLeavesATombstone() {
    assertThat(drafts.reject(id("Disk full"), LATER)).isTrue();

    assertThat(drafts.list(10)).isEmpty();
    assertThat(store.reader(Tenant.DEFAULT).stats().tombstones()).isEqualTo(1);
    assertThat(drafts.reject(id("Disk full"), LATER)).isFalse();
    assertThat(drafts.approve(id("Disk full"), LATER)).isEmpty();
  }

  @Test
  void whatIsNoDraftIsNeitherApprovedNorRejected() {
    corpus.add(note("Queue grows", "x"));

    assertThat(drafts.approve(id("Queue grows"), LATER)).isEmpty();
    assertThat(drafts.reject(id("Queue grows"), LATER)).isFalse();
    assertThat(store.reader(Tenant.DEFAULT).get(id("Queue grows"))).isPresent();
  }

  @Test
  void theDraftsOfAnotherTenantAreNotSeen() {
    corpus.add(
        note("Elsewhere", "x").scope(Scope.of(new Tenant("team-a"))).status(MemoryStatus.DRAFT));

    assertThat(drafts.list(10)).hasSize(1);
    assertThat(drafts.approve(TestMemories.id("Elsewhere"), LATER)).isEmpty();
  }

  @Test
  void noMoreAreListedThanAskedForAndInTheOrderOfTheirIds() {
    corpus.add(note("Queue grows", "x").status(MemoryStatus.DRAFT));
    corpus.add(note("Mail stuck", "x").status(MemoryStatus.DRAFT));

    assertThat(drafts.list(2)).hasSize(2).isEqualTo(drafts.list(9).subList(0, 2));
    assertThat(drafts.list(9)).extracting(Memory::id).isSorted();
  }
}
