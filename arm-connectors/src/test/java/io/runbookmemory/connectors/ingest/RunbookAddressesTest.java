package io.runbookmemory.connectors.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.connectors.rules.AlertRuleFiles;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryBuilder;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Runbooks that were ingested earlier are found in the store. */
class RunbookAddressesTest {

  private static final String URL = "https://wiki.example/ops/disk-full";

  private final RunbookMemory memory =
      RunbookMemory.builder(new ExactMemoryStore()).model(new FakeEmbeddingModel()).build();

  private static MemoryBuilder runbook(String key, String url) {
    Runbook runbook =
        Runbook.builder("# " + key).urls(url.isEmpty() ? List.of() : List.of(url)).build();
    return Memory.builder(
            MemoryId.named("ops", key),
            Scope.of(Tenant.DEFAULT),
            key,
            runbook,
            Instant.parse("2026-11-12T12:00:00Z"))
        .provenance(new Provenance("ops", key, url.isEmpty() ? null : url, TrustTier.CURATED));
  }

  private static Memory alert() {
    return runbook("rules.yml#DiskFull", URL).tags(List.of(AlertRuleFiles.TAG)).build();
  }

  private List<Link> links(RunbookAddresses addresses) {
    return addresses.linked(alert()).links();
  }

  private static Link to(String key) {
    return new Link(RunbookAddresses.LINK, MemoryId.named("ops", key));
  }

  @Test
  void aRunbookOfTheStoreIsFoundByAddressAndByPath() {
    memory.remember(runbook("7", URL).build());
    assertThat(links(new RunbookAddresses(memory.memories()))).containsExactly(to("7"));
    assertThat(links(new RunbookAddresses())).isEmpty();

    memory.forget(MemoryId.named("ops", "7"));
    memory.rememberAll(
        IntStream.range(0, 250).mapToObj(i -> runbook("other-" + i, "").build()).toList());
    memory.remember(runbook("ops/disk-full.md", "").build());
    assertThat(links(new RunbookAddresses(memory.memories())))
        .containsExactly(to("ops/disk-full.md"));
  }

  @Test
  void theOneThatIsReadNowGoesBeforeThatOfTheStore() {
    memory.remember(runbook("ops/disk-full.md", "").build());
    RunbookAddresses addresses = new RunbookAddresses(memory.memories());
    addresses.add(runbook("new/ops/disk-full.md", "").build());

    assertThat(links(addresses)).containsExactly(to("new/ops/disk-full.md"));
  }

  @Test
  void anAlertIsNoRunbookOfItselfNorOneThatWasReplaced() {
    memory.remember(alert());
    memory.remember(runbook("7", URL).status(MemoryStatus.SUPERSEDED).build());

    assertThat(links(new RunbookAddresses(memory.memories()))).isEmpty();
  }

  @Test
  void whatFitsSeveralOfTheStoreFitsNone() {
    memory.remember(runbook("a/ops/disk-full.md", "").build());
    memory.remember(runbook("b/ops/disk-full.md", "").build());

    assertThat(links(new RunbookAddresses(memory.memories()))).isEmpty();
  }
}
