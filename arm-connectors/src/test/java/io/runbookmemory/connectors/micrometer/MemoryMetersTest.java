package io.runbookmemory.connectors.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.learn.upkeep.RetentionPolicy;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.Interaction;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MemoryMetersTest {

  private static final Instant NOW = Instant.parse("2026-05-12T02:41:00Z");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MemoryMeters meters = new MemoryMeters(registry);
  private final ExactMemoryStore store = new ExactMemoryStore();
  private final RunbookMemory memory =
      meters.listenTo(RunbookMemory.builder(store)).clock(() -> NOW).build();

  private static Memory aged(int days, String title, Content content) {
    return Memory.builder(
            MemoryId.named("test", title),
            Scope.of(Tenant.DEFAULT).withService("checkout"),
            title,
            content,
            NOW.minus(Duration.ofDays(days)))
        .build();
  }

  private static Memory runbook() {
    return aged(30, "Failover", Runbook.builder("Promote the replica").build());
  }

  private void everything() {
    meters.watch(memory);
    memory.rememberAll(
        List.of(runbook(), aged(30, "hello", new Interaction("user", "hello there"))));
    memory.remember(runbook());
    memory.remember(aged(1, "v2", new Deployment("v2", List.of(), "", List.of())));
    memory.recall("promote the replica of checkout");
    memory.upkeep().prune(RetentionPolicy.DEFAULT, true);
    memory.upkeep().prune(RetentionPolicy.DEFAULT, false);
    memory.forget(MemoryId.named("test", "v2"));
  }

  private double count(String name, String... tags) {
    return registry.get(name).tags(tags).counter().count();
  }

  @Test
  void whatHappensIsCounted() {
    everything();

    assertThat(count("arm.memory.remembered", "result", "added")).isEqualTo(3);
    assertThat(count("arm.memory.remembered", "result", "unchanged")).isEqualTo(1);
    assertThat(count("arm.memory.suspected")).isEqualTo(1);
    assertThat(count("arm.memory.pruned", "kind", "interaction")).isEqualTo(1);
    assertThat(count("arm.memory.forgotten")).isEqualTo(1);
    assertThat(count("arm.recall.degraded", "reason", "lexical_only")).isEqualTo(1);
    assertThat(registry.get("arm.recall.time").timer().count()).isEqualTo(1);
    assertThat(registry.get("arm.recall.candidates").summary().totalAmount()).isPositive();
  }

  @Test
  void gaugesCountWhatIsThere() {
    everything();
    assertThat(registry.get("arm.memory.suspect").gauge().value()).isEqualTo(1);

    memory.upkeep().verify(runbook().id());

    assertThat(registry.get("arm.memory.suspect").gauge().value()).isZero();
    assertThat(registry.get("arm.memory.memories").gauge().value()).isEqualTo(1);
    assertThat(registry.get("arm.memory.drafts").gauge().value()).isZero();
    assertThat(count("arm.memory.verified")).isEqualTo(1);
  }

  @Test
  void aStoreThatCannotAnswerHasNoValue() {
    meters.watch(memory);
    store.close();

    assertThat(registry.get("arm.memory.memories").gauge().value()).isNaN();
  }

  @Test
  void thePageListsEveryMeterAndItsTags() throws IOException {
    everything();
    memory.upkeep().verify(runbook().id());
    Set<String> meters = new TreeSet<>();
    registry
        .getMeters()
        .forEach(
            meter ->
                meters.add(
                    "| `"
                        + meter.getId().getName()
                        + "` | "
                        + meter.getId().getType().name().toLowerCase(Locale.ROOT)
                        + " | "
                        + meter.getId().getTags().stream()
                            .map(Tag::getKey)
                            .map(key -> "`" + key + "`")
                            .collect(Collectors.joining(", "))));

    Path page = Path.of("").toAbsolutePath().getParent().resolve("docs/upkeep.md");
    String text = Files.readString(page);
    assertThat(meters).hasSize(11).allSatisfy(line -> assertThat(text).contains(line));
  }
}
