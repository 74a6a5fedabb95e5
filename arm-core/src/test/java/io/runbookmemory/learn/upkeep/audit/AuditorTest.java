package io.runbookmemory.learn.upkeep.audit;

import static io.runbookmemory.fixture.TestMemories.ANYWHERE;
import static io.runbookmemory.fixture.TestMemories.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.learn.upkeep.audit.MemoryAudit.Named;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryBuilder;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.MemoryType;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.salience.SaliencePolicy;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditorTest {

  private final ExactMemoryStore store = new ExactMemoryStore();

  private static Instant daysAgo(long days) {
    return NOW.minus(Duration.ofDays(days));
  }

  private static MemoryBuilder memory(String key, long daysAgo, Content content) {
    return Memory.builder(
        MemoryId.named("test", key),
        ANYWHERE.withService("checkout"),
        key,
        content,
        daysAgo(daysAgo));
  }

  private static Content owned() {
    return Runbook.builder("Restart it").owners(List.of("sre")).build();
  }

  private void put(MemoryBuilder... memories) {
    for (MemoryBuilder one : memories) {
      Memory memory = one.build();
      assertThat(store.writer(Tenant.DEFAULT).upsert(List.of(StoredMemory.lexical(memory))))
          .isNotNull();
    }
  }

  private void count(String key, UsageDelta delta) {
    assertThat(store.writer(Tenant.DEFAULT).adjust(MemoryId.named("test", key), delta)).isTrue();
  }

  private MemoryAudit audit() {
    return new Auditor(store, Tenant.DEFAULT, SaliencePolicy.DEFAULT, AuditPolicy.DEFAULT)
        .audit(NOW);
  }

  private List<String> found(Finding finding) {
    MemoryAudit.Found found = audit().findings().get(finding);
    if (found == null) {
      return List.of();
    }
    assertThat(found.count()).isEqualTo(found.sample().size());
    return found.sample().stream().map(Named::title).sorted().toList();
  }

  @Test
  void anEmptyMemoryIsAllWell() {
    MemoryAudit audit = audit();

    assertThat(audit.memories()).isZero();
    assertThat(audit.decay().mean()).isZero();
    assertThat(audit.recommendations()).isEmpty();
  }

  @Test
  void everythingIsCountedByWhatItIs() {
    put(
        memory("a", 1, new Note("n")),
        memory("b", 40, new Note("n")).scope(ANYWHERE),
        memory("c", 1, owned()).status(MemoryStatus.DRAFT));

    MemoryAudit audit = audit();

    assertThat(audit.memories()).isEqualTo(3);
    assertThat(audit.totals().kinds()).isEqualTo(Map.of("note", 2L, "runbook", 1L));
    assertThat(audit.totals().types()).isEqualTo(Map.of("EPISODIC", 2L, "PROCEDURAL", 1L));
    assertThat(audit.totals().statuses()).isEqualTo(Map.of("ACTIVE", 2L, "DRAFT", 1L));
    assertThat(audit.totals().services()).isEqualTo(Map.of("checkout", 2L, "-", 1L));
    assertThat(audit.totals().envs()).isEqualTo(Map.of("-", 3L));
    assertThat(audit.growth())
        .isEqualTo(Map.of(YearMonth.of(2026, 4), 1L, YearMonth.of(2026, 5), 2L));
  }

  @Test
  void decayIsTheSalienceOfEach() {
    put(memory("new", 0, owned()));

    assertThat(audit().decay())
        .isEqualTo(new MemoryAudit.Decay(0.6, List.of(0L, 0L, 0L, 0L, 0L, 0L, 1L, 0L, 0L, 0L)));
  }

  @Test
  void theSameTitleOfAServiceOrTheSameFingerprintIsADuplicate() {
    Content alert = Incident.builder("x").fingerprint("0123456789abcdef").build();
    put(
        memory("a", 1, new Note("one")).title("Disk full"),
        memory("b", 1, new Note("two")).title("disk FULL "),
        memory("c", 1, new Note("three")).title("Disk full").scope(ANYWHERE),
        memory("d", 1, new Note("four")).title("Disk full").status(MemoryStatus.SUPERSEDED),
        memory("e", 1, alert),
        memory("f", 1, alert),
        memory("g", 1, alert));

    MemoryAudit audit = audit();

    assertThat(audit.findings().get(Finding.DUPLICATE).count()).isEqualTo(3);
    assertThat(audit.duplicates()).extracting(MemoryAudit.Group::count).containsExactly(3L, 2L);
    assertThat(audit.duplicates().getLast().ids())
        .containsExactlyInAnyOrder(MemoryId.named("test", "a"), MemoryId.named("test", "b"));
  }

  @Test
  void ageMakesStaleByTypeUnlessItHelped() {
    put(
        memory("old note", 31, new Note("n")),
        memory("note", 29, new Note("n")),
        memory("helped", 31, new Note("n")),
        memory("pinned", 31, new Note("n")).pinned(true),
        memory("fact", 89, new Note("n")).type(MemoryType.FACTUAL),
        memory("runbook", 3000, owned()));
    count("helped", UsageDelta.outcome(true, daysAgo(2)));

    assertThat(found(Finding.STALE)).containsExactly("old note");
  }

  @Test
  void runbooksAreHeldToTheirOwners() {
    put(
        memory("unowned", 1, Runbook.builder("r").build()),
        memory("unverified", 91, owned()),
        memory("verified", 91, owned()).lastVerifiedAt(daysAgo(1)),
        memory("suspect", 91, owned()).status(MemoryStatus.SUSPECT));

    assertThat(found(Finding.NO_OWNER)).containsExactly("unowned");
    assertThat(found(Finding.UNVERIFIED)).containsExactly("unverified");
    assertThat(found(Finding.SUSPECT)).containsExactly("suspect");
  }

  @Test
  void whatNobodyWasShownInAMonthIsNamed() {
    put(memory("shown", 31, owned()), memory("never", 31, owned()), memory("new", 29, owned()));
    count("shown", UsageDelta.recalled());

    assertThat(found(Finding.NEVER_RECALLED)).containsExactly("never");
  }

  @Test
  void littleTrustContradictionAndExpiryAreNamed() {
    put(
        memory("ticket", 1, owned())
            .provenance(new Provenance("jira", "A-1", null, TrustTier.EXTERNAL)),
        memory("failed", 1, owned()),
        memory("denies", 1, owned()).links(List.of(new Link("contradicts", TestMemories.id("x")))),
        memory("expired", 1, owned()).expiresAt(NOW));
    count("failed", UsageDelta.outcome(false, NOW));

    assertThat(found(Finding.LOW_TRUST)).containsExactly("failed", "ticket");
    assertThat(found(Finding.CONTRADICTING)).containsExactly("denies");
    assertThat(found(Finding.EXPIRED)).containsExactly("expired");
  }

  @Test
  void recommendationsNameTheCommandToRunLargestFirst() {
    put(
        memory("a", 1, Runbook.builder("r").build()),
        memory("b", 1, Runbook.builder("r").build()),
        memory("c", 1, owned()).status(MemoryStatus.SUSPECT));

    assertThat(audit().recommendations())
        .containsExactly(
            new MemoryAudit.Recommendation(
                Finding.NO_OWNER,
                "2 runbooks without an owner: add owners to their front matter",
                "arm ingest PATH"),
            new MemoryAudit.Recommendation(
                Finding.SUSPECT,
                "1 suspect after a change: have their owners look at them",
                "arm memory stale"));
  }

  @Test
  void termsArePositive() {
    assertThatThrownBy(() -> AuditPolicy.builder().sla(Duration.ZERO))
        .hasMessage("sla must be positive, got PT0S");
  }
}
