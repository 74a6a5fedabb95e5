package io.runbookmemory.learn.upkeep;

import static io.runbookmemory.fixture.TestMemories.ANYWHERE;
import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.learn.upkeep.Shelf.aged;
import static io.runbookmemory.learn.upkeep.Shelf.daysAgo;
import static io.runbookmemory.learn.upkeep.Shelf.fixed;
import static io.runbookmemory.learn.upkeep.Shelf.unsolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.Doubt;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryBuilder;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Baseline;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.content.Runbook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuspicionTest {

  private static final Content RUNBOOK = Runbook.builder("Restart it").build();

  private final Shelf shelf = new Shelf();
  private final Suspicion suspicion = new Suspicion(shelf.store, Tenant.DEFAULT);
  private final Curation curation = new Curation(shelf.store, Tenant.DEFAULT);

  private static MemoryBuilder deployed(long daysAgo, String version) {
    return aged(
        daysAgo, "Deployed " + version, new Deployment(version, List.of("x"), "", List.of()));
  }

  private List<String> castBy(Memory... changes) {
    return suspicion.cast(List.of(changes), NOW).stream()
        .map(id -> shelf.reader.get(id).orElseThrow().memory().title())
        .sorted()
        .toList();
  }

  @Test
  void aDeploymentCastsDoubtOnWhatWasKnownOfItsServiceBefore() {
    shelf.put(aged(30, "runbook", RUNBOOK));
    shelf.put(fixed(30, "fix", "X"));
    shelf.put(aged(30, "baseline", new Baseline("errors", Map.of())));
    shelf.put(aged(2, "newer runbook", RUNBOOK));
    shelf.put(aged(30, "verified since", RUNBOOK).lastVerifiedAt(daysAgo(1)));
    shelf.put(aged(30, "of cart", RUNBOOK).scope(ANYWHERE.withService("cart")));
    shelf.put(aged(30, "of all", RUNBOOK).scope(ANYWHERE));
    shelf.put(unsolved(30, "no fix"));
    shelf.put(aged(30, "note", new Note("n")));
    shelf.put(aged(30, "draft", RUNBOOK).status(MemoryStatus.DRAFT));

    assertThat(castBy(deployed(3, "v2.3").build())).containsExactly("baseline", "fix", "runbook");
  }

  @Test
  void theReasonIsALinkThatReadsAsWords() {
    Memory runbook = shelf.put(aged(30, "runbook", RUNBOOK));
    Memory change = deployed(3, "v2.3").build();

    castBy(change);

    Memory suspect = shelf.get(runbook);
    assertThat(suspect.status()).isEqualTo(MemoryStatus.SUSPECT);
    assertThat(suspect.links()).containsExactly(new Link("suspected-by", change.id()));
    assertThat(Doubt.words(suspect, List.of(change), NOW))
        .isEqualTo("suspect since v2.3 of checkout was deployed 3 days ago");
    assertThat(Doubt.words(suspect, List.of(), NOW))
        .isEqualTo("suspect: something it depends on changed");
  }

  @Test
  void anotherEnvironmentIsNoConcernOfProduction() {
    shelf.put(aged(30, "prod", RUNBOOK).scope(ANYWHERE.withService("checkout").withEnv("prod")));
    shelf.put(aged(30, "any", RUNBOOK));

    assertThat(
            castBy(
                deployed(3, "v2.3")
                    .scope(ANYWHERE.withService("checkout").withEnv("staging"))
                    .build()))
        .containsExactly("any");
  }

  @Test
  void whatIsSuspectIsNotWrittenAgain() {
    Memory runbook = shelf.put(aged(30, "runbook", RUNBOOK));
    castBy(deployed(3, "v2.3").build());
    long before = shelf.reader.stats().position();

    assertThat(castBy(deployed(2, "v2.4").build(), deployed(1, "v2.5").build())).isEmpty();

    assertThat(shelf.reader.stats().position()).isEqualTo(before);
    assertThat(shelf.get(runbook).version()).isEqualTo(2);
  }

  @Test
  void ofSeveralChangesTheFirstIsToBlame() {
    Memory runbook = shelf.put(aged(30, "runbook", RUNBOOK));
    Memory first = deployed(3, "v2.3").build();

    castBy(deployed(1, "v2.5").build(), first, deployed(2, "v2.4").build());

    assertThat(Doubt.cause(shelf.get(runbook))).contains(first.id());
  }

  @Test
  void anOwnersWordEndsTheDoubtUntilTheNextChange() {
    Memory runbook = shelf.put(aged(30, "runbook", RUNBOOK));
    castBy(deployed(3, "v2.3").build());

    assertThat(curation.verify(runbook.id(), daysAgo(2))).isTrue();

    Memory verified = shelf.get(runbook);
    assertThat(verified.status()).isEqualTo(MemoryStatus.ACTIVE);
    assertThat(verified.links()).isEmpty();
    assertThat(verified.times().lastVerifiedAt()).isEqualTo(daysAgo(2));
    assertThat(castBy(deployed(3, "v2.3").build())).isEmpty();
    assertThat(castBy(deployed(1, "v2.4").build())).containsExactly("runbook");
  }

  @Test
  void configurationAndVersionsAreChangesToo() {
    assertThat(
            Suspicion.isChange(aged(1, "n", new Note("n")).tags(List.of("config-change")).build()))
        .isTrue();
    assertThat(
            Suspicion.isChange(
                aged(1, "v", new ResourceFact("checkout", "runs version", "2.3"))
                    .scope(ANYWHERE)
                    .build()))
        .isTrue();
    assertThat(Suspicion.isChange(aged(1, "v", new ResourceFact("a", "runs on", "b")).build()))
        .isFalse();
    assertThat(Suspicion.isChange(deployed(1, "v").scope(ANYWHERE).build())).isFalse();
    assertThat(Suspicion.isChange(aged(1, "r", RUNBOOK).build())).isFalse();
  }

  @Test
  void aHundredDeploymentsOverAThousandRunbooksMarkEachOnce() {
    for (int i = 0; i < 1000; i++) {
      shelf.put(aged(30, "runbook " + i, RUNBOOK));
    }
    long before = System.nanoTime();
    int marked = 0;
    for (int i = 0; i < 100; i++) {
      marked += suspicion.cast(List.of(deployed(3, "v" + i).build()), NOW).size();
    }

    assertThat(marked).isEqualTo(1000);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aPinIsPutInAndTakenOut() {
    Memory runbook = shelf.put(aged(30, "runbook", RUNBOOK));

    assertThat(curation.pin(runbook.id(), true, NOW)).isTrue();
    assertThat(shelf.get(runbook).pinned()).isTrue();
    assertThat(curation.pin(runbook.id(), false, NOW)).isTrue();
    assertThat(shelf.get(runbook).pinned()).isFalse();
    assertThat(curation.pin(deployed(1, "never stored").build().id(), true, NOW)).isFalse();
  }
}
