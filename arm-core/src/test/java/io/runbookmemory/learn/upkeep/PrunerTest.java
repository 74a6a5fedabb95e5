package io.runbookmemory.learn.upkeep;

import static io.runbookmemory.fixture.TestMemories.ANYWHERE;
import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.learn.upkeep.Shelf.aged;
import static io.runbookmemory.learn.upkeep.Shelf.daysAgo;
import static io.runbookmemory.learn.upkeep.Shelf.fixed;
import static io.runbookmemory.learn.upkeep.Shelf.unsolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Baseline;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.Interaction;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.memory.content.Pattern;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.salience.SaliencePolicy;
import io.runbookmemory.store.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrunerTest {

  private static final Content RUNBOOK = Runbook.builder("Restart it").build();
  private static final Content TURN = new Interaction("user", "is it down?");
  private static final Content NORMAL = new Baseline("errors", Map.of("median", 1.0));
  private static final Content CHANGE = new Deployment("v2", List.of("pool"), "low", List.of());

  private final Shelf shelf = new Shelf();
  private final Pruner pruner = new Pruner(shelf.store, Tenant.DEFAULT, SaliencePolicy.DEFAULT);

  private PruneReport prune() {
    return pruner.prune(RetentionPolicy.DEFAULT, NOW, false);
  }

  /** Why the only memory of a kind was kept or pruned. */
  private static RetentionReason only(PruneReport report, String kind) {
    Map<RetentionReason, Long> reasons = report.kinds().get(kind).reasons();
    assertThat(reasons).hasSize(1);
    return reasons.keySet().iterator().next();
  }

  @Test
  void eachKindHasItsTerm() {
    shelf.put(aged(5000, "runbook", RUNBOOK));
    shelf.put(aged(5000, "fact", new ResourceFact("a", "runs on", "b")));
    shelf.put(aged(5000, "pattern", new Pattern("temporal", "Mondays", 3, 0.9)));
    shelf.put(aged(5000, "note", new Note("ask Ann")));
    shelf.put(unsolved(89, "young incident"));
    shelf.put(unsolved(90, "old incident"));
    shelf.put(aged(89, "young change", CHANGE));
    shelf.put(aged(90, "old change", CHANGE));
    shelf.put(aged(29, "young baseline", NORMAL));
    shelf.put(aged(30, "old baseline", NORMAL));
    shelf.put(aged(6, "young turn", TURN));
    shelf.put(aged(7, "old turn", TURN));

    assertThat(prune().pruned()).isEqualTo(4);

    assertThat(shelf.titles())
        .containsExactly(
            "fact",
            "note",
            "pattern",
            "runbook",
            "young baseline",
            "young change",
            "young incident",
            "young turn");
  }

  @Test
  void theTermIsCountedFromWhenItWasLastSeenOrVerified() {
    shelf.put(unsolved(200, "seen again").lastSeenAt(daysAgo(20)));
    shelf.put(unsolved(200, "verified").lastVerifiedAt(daysAgo(20)));
    shelf.put(unsolved(200, "edited").updatedAt(daysAgo(1)));

    prune();

    assertThat(shelf.titles()).containsExactly("seen again", "verified");
  }

  @Test
  void aPinHoldsWhateverElseIsSo() {
    shelf.put(unsolved(400, "held").pinned(true).expiresAt(daysAgo(100)));

    assertThat(only(prune(), "incident")).isEqualTo(RetentionReason.PINNED);
  }

  @Test
  void whatExpiredGoesAtOnce() {
    shelf.put(aged(3, "runbook", RUNBOOK).expiresAt(NOW));
    shelf.put(aged(3, "other", RUNBOOK).expiresAt(NOW.plusSeconds(1)));

    PruneReport report = prune();

    assertThat(shelf.titles()).containsExactly("other");
    assertThat(report.kinds().get("runbook").reasons())
        .containsOnly(
            Map.entry(RetentionReason.EXPIRED, 1L), Map.entry(RetentionReason.PERMANENT, 1L));
  }

  @Test
  void anOpenIncidentKeepsWhatItLinksTo() {
    Memory change = shelf.put(aged(300, "change", CHANGE));
    Memory expired = shelf.put(aged(300, "note", new Note("n")).expiresAt(daysAgo(1)));
    Memory old = shelf.put(aged(300, "other change", CHANGE));
    shelf.put(
        unsolved(300, "open")
            .lastSeenAt(daysAgo(13))
            .links(
                List.of(new Link("caused-by", change.id()), new Link("recalled", expired.id()))));
    shelf.put(
        unsolved(300, "no longer seen")
            .lastSeenAt(daysAgo(15))
            .links(List.of(new Link("caused-by", old.id()))));

    PruneReport report = prune();

    assertThat(shelf.titles()).containsExactly("change", "no longer seen", "note", "open");
    assertThat(only(report, "note")).isEqualTo(RetentionReason.OPEN_INCIDENT);
  }

  @Test
  void whatHelpedWithinTheLastTermStays() {
    Memory lately = shelf.put(aged(200, "lately", CHANGE));
    shelf.helped(lately, 1, 89);
    shelf.helped(shelf.put(aged(200, "long ago", CHANGE)), 1, 90);

    prune();

    assertThat(shelf.titles()).containsExactly("lately");
  }

  @Test
  void aFixThatStillCountsOutlivesItsTerm() {
    shelf.helped(shelf.put(fixed(200, "worked often", "PoolExhausted")), 4, 100);
    shelf.put(fixed(200, "never used", "PoolExhausted"));

    PruneReport report = prune();

    assertThat(shelf.titles()).containsExactly("worked often");
    assertThat(report.kinds().get("incident").reasons())
        .containsOnly(
            Map.entry(RetentionReason.SALIENT, 1L), Map.entry(RetentionReason.OVERDUE, 1L));
  }

  @Test
  void theLastFixOfAProblemIsNeverPruned() {
    shelf.put(fixed(900, "first", "PoolExhausted"));
    shelf.put(fixed(500, "second", "poolexhausted"));
    shelf.put(fixed(800, "elsewhere", "PoolExhausted").scope(ANYWHERE.withService("cart")));

    PruneReport report = prune();

    assertThat(shelf.titles()).containsExactly("elsewhere", "second");
    assertThat(report.kinds().get("incident").reasons())
        .containsOnly(
            Map.entry(RetentionReason.ONLY_FIX, 2L), Map.entry(RetentionReason.OVERDUE, 1L));
    assertThat(prune().pruned()).isZero();
  }

  @Test
  void aFixThatStaysMakesTheOldOnesSuperfluous() {
    shelf.put(fixed(10, "new", "PoolExhausted"));
    shelf.put(fixed(300, "old", "PoolExhausted"));

    prune();

    assertThat(shelf.titles()).containsExactly("new");
  }

  @Test
  void aFixThatHelpedIsKeptBesideANewerOneThatNobodyTried() {
    shelf.helped(shelf.put(fixed(300, "helped once", "PoolExhausted")), 1, 250);
    shelf.put(fixed(10, "noted", "PoolExhausted"));

    prune();
    assertThat(shelf.titles()).containsExactlyInAnyOrder("helped once", "noted");

    shelf.helped(shelf.put(fixed(10, "helped too", "PoolExhausted")), 1, 5);
    prune();
    assertThat(shelf.titles()).containsExactlyInAnyOrder("helped too", "noted");
  }

  @Test
  void aFixThatWasNotedSinceTheOldOneHelpedIsKeptWithIt() {
    shelf.helped(shelf.put(fixed(900, "helped often", "PoolExhausted")), 9, 130);
    shelf.put(fixed(120, "noted since", "PoolExhausted"));
    shelf.put(fixed(140, "noted before", "PoolExhausted"));

    prune();

    assertThat(shelf.titles()).containsExactlyInAnyOrder("helped often", "noted since");
  }

  @Test
  void aFixThatFailsMoreThanItHelpsIsNone() {
    shelf.failed(shelf.put(fixed(300, "failed", "PoolExhausted")), 1);
    shelf.put(fixed(300, "replaced", "Other").status(MemoryStatus.SUPERSEDED));

    prune();

    assertThat(shelf.titles()).isEmpty();
  }

  @Test
  void draftsHaveAClassOfTheirOwn() {
    RetentionPolicy policy = RetentionPolicy.builder().drafts(RetentionClass.TEMPORARY).build();
    shelf.put(aged(8, "old draft", RUNBOOK).status(MemoryStatus.DRAFT));
    shelf.put(aged(6, "draft", RUNBOOK).status(MemoryStatus.DRAFT));
    shelf.put(fixed(300, "draft with the only fix", "X").status(MemoryStatus.DRAFT));

    pruner.prune(policy, NOW, false);

    assertThat(shelf.titles()).containsExactly("draft", "draft with the only fix");
  }

  @Test
  void anApprovedFixIsKeptRatherThanADraft() {
    shelf.put(fixed(100, "draft", "X").status(MemoryStatus.DRAFT));
    shelf.put(fixed(800, "approved", "X"));

    prune();

    assertThat(shelf.titles()).containsExactly("approved");
  }

  @Test
  void aDryRunTellsTheSameAndDeletesNothing() {
    shelf.put(fixed(300, "last", "X"));
    shelf.put(aged(8, "old turn", TURN));
    shelf.put(aged(1, "turn", TURN));
    List<String> before = shelf.titles();

    PruneReport rehearsed = pruner.prune(RetentionPolicy.DEFAULT, NOW, true);

    assertThat(shelf.titles()).isEqualTo(before);
    PruneReport done = prune();
    assertThat(done.kinds()).isEqualTo(rehearsed.kinds());
    assertThat(done.sample()).isEqualTo(rehearsed.sample());
    assertThat(done.sample()).extracting(PruneReport.Pruned::title).containsExactly("old turn");
  }

  @Test
  void prunedMemoriesLeaveTombstonesAndTheirHistory() {
    Memory turn = shelf.put(aged(8, "old turn", TURN));

    prune();

    assertThat(shelf.reader.tombstones(List.of(turn.id())))
        .extracting(Change.Deleted::at)
        .containsExactly(NOW);
    assertThat(shelf.reader.history(turn.id())).hasSize(1);
  }

  @Test
  void thousandsGoThroughPageByPage() {
    for (int i = 0; i < 2500; i++) {
      shelf.put(aged(i % 2 == 0 ? 8 : 1, "turn " + i, TURN));
    }
    List<Long> told = new ArrayList<>();

    PruneReport report = pruner.prune(RetentionPolicy.DEFAULT, NOW, false, told::add);

    assertThat(report.looked()).isEqualTo(2500);
    assertThat(report.pruned()).isEqualTo(1250);
    assertThat(shelf.titles()).hasSize(1250);
    assertThat(told).containsExactly(1000L, 2000L, 2500L);
  }

  @Test
  void whatIsConfirmedWhileItIsJudgedStays() {
    Memory turn = shelf.put(aged(8, "old turn", TURN));

    PruneReport report =
        pruner.prune(
            RetentionPolicy.DEFAULT,
            NOW,
            false,
            looked ->
                shelf
                    .store
                    .writer(Tenant.DEFAULT)
                    .adjust(turn.id(), UsageDelta.reinforced(1, NOW)));

    assertThat(only(report, "interaction")).isEqualTo(RetentionReason.CHANGED_MEANWHILE);
    assertThat(shelf.titles()).containsExactly("old turn");
  }
}
