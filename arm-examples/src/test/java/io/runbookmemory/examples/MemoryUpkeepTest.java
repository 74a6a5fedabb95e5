package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Interaction;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.store.StoredMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeping memory fit from the command line. */
class MemoryUpkeepTest {

  private static final Instant LONG_AGO = Instant.parse("2024-05-12T02:41:00Z");
  private static final MemoryId RUNBOOK = MemoryId.named("test", "Failover");
  private static final MemoryId TURN = MemoryId.named("test", "is it down?");

  @TempDir Path temp;
  private String store = "";

  @BeforeEach
  void aStoreOfOldMemories() {
    store = "lucene:" + temp.resolve("store");
    Content runbook = Runbook.builder("Promote it").owners(List.of("sre")).build();
    try (LuceneMemoryStore open = LuceneMemoryStore.open(temp.resolve("store"))) {
      open.writer(Tenant.DEFAULT)
          .upsert(
              List.of(
                  memory("Failover", runbook),
                  memory("is it down?", new Interaction("user", "is it down?")),
                  memory("Disk full", Incident.builder("full").resolution("Cleared it").build()),
                  memory("Pool empty", Incident.builder("empty").build())));
    }
  }

  private static StoredMemory memory(String title, Content content) {
    Scope scope = Scope.of(Tenant.DEFAULT).withService("checkout");
    MemoryId id = MemoryId.named("test", title);
    return StoredMemory.lexical(Memory.builder(id, scope, title, content, LONG_AGO).build());
  }

  @Test
  void anAuditSaysWhatIsThereAndWhatToDo() {
    Ran ran = Ran.arm("memory", "audit", "--store", store).ok();

    assertThat(ran.out())
        .contains("4 memories", "incident 2", "created", "2024-05 4")
        .contains("1 runbooks unverified for too long: ask their owners", "arm memory stale");
    assertThat(Ran.arm("memory", "audit", "--json", "--store", store).ok().out())
        .contains("\"NEVER_RECALLED\"", "\"recommendations\"", "\"tenths\"");
  }

  @Test
  void aDryRunTellsWhatPruningThenDoes() {
    Ran dry = Ran.arm("memory", "prune", "--dry-run", "--store", store).ok();
    assertThat(dry.out())
        .contains("2 of 4 memories would be pruned", "kept   1: the only known fix", TURN + "");

    Ran done = Ran.arm("memory", "prune", "--json", "--store", store).ok();

    assertThat(done.out()).contains("\"pruned\" : 2", "\"ONLY_FIX\" : 1", "\"dryRun\" : false");
    assertThat(Ran.arm("memory", "prune", "--store", store).code()).isEqualTo(1);
  }

  @Test
  void aPolicyFileDecides() throws IOException {
    Path policy =
        Files.write(
            temp.resolve("policy.yaml"),
            List.of("version: 1", "retention:", "  kinds: {interaction: permanent}"));

    Ran.arm("memory", "prune", "--policy", policy, "--store", store).ok();

    Ran.arm("memory", "get", TURN, "--store", store).ok();
  }

  @Test
  void aPolicyFileThatBreaksARuleIsRefusedWithItsPlace() throws IOException {
    Path policy = Files.write(temp.resolve("policy.yaml"), List.of("version: 1", "retain: {}"));

    Ran.arm("memory", "prune", "--policy", policy, "--store", store)
        .refused(3, policy + ":2", "retain is unknown");
  }

  @Test
  void whatIsPinnedStaysUntilItIsUnpinned() {
    Ran.arm("memory", "pin", TURN, "--store", store).ok();
    Ran.arm("memory", "prune", "--store", store).ok();
    Ran.arm("memory", "get", TURN, "--store", store).ok();
    Ran.arm("memory", "unpin", TURN, "--store", store).ok();

    Ran.arm("memory", "prune", "--store", store).ok();

    assertThat(Ran.arm("memory", "get", TURN, "--store", store).code()).isEqualTo(1);
    assertThat(Ran.arm("memory", "pin", TURN, "--store", store).code()).isEqualTo(1);
  }

  @Test
  void whatIsVerifiedWaitsForNobody() {
    assertThat(Ran.arm("memory", "stale", "--store", store).ok().out())
        .contains("sre", "One memory of yours waits", "Failover: not verified for");

    Ran.arm("memory", "verify", RUNBOOK, "--store", store).ok();

    assertThat(Ran.arm("memory", "stale", "--store", store).code()).isEqualTo(1);
  }

  @Test
  void whatIsForgottenStaysSoWhateverIsIngestedUntilItIsRevived() throws IOException {
    Path page = Files.writeString(temp.resolve("page.md"), "# Restart\n\n1. Restart it\n");
    Ran.arm("ingest", page, "--store", store).ok();
    MemoryId id = idOf("Restart");
    Ran.arm("memory", "delete", id, "--store", store).ok();

    assertThat(Ran.arm("ingest", page, "--store", store).ok().out())
        .contains("0 added", "1 left out because they were forgotten", "arm memory revive ID")
        .contains(id.toString());
    Ran.arm("memory", "revive", id, "--store", store).ok();
    Ran.arm("memory", "get", id, "--store", store).ok();
  }

  private MemoryId idOf(String title) {
    return Ran.arm("memory", "list", "--store", store)
        .ok()
        .out()
        .lines()
        .filter(line -> line.endsWith(title))
        .map(line -> MemoryId.parse(line.substring(0, 36)))
        .findFirst()
        .orElseThrow();
  }
}
