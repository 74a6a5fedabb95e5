package io.runbookmemory.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.Note;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoubtTest {

  private static final Instant NOW = Instant.parse("2026-05-12T02:41:00Z");

  private static MemoryBuilder memory(String title, Content content, Duration age) {
    MemoryId id = MemoryId.named("test", title);
    return Memory.builder(id, Scope.of(Tenant.DEFAULT), title, content, NOW.minus(age));
  }

  private static String words(Memory change) {
    Memory suspect =
        memory("Failover", new Note("n"), Duration.ofDays(90))
            .status(MemoryStatus.SUSPECT)
            .links(List.of(new Link(Link.SUSPECTED_BY, change.id())))
            .build();
    return Doubt.words(suspect, List.of(change), NOW);
  }

  @Test
  void aChangeThatIsNoDeploymentIsNamedByItsTitle() {
    assertThat(words(memory("Pool raised to 50", new Note("n"), Duration.ofMinutes(90)).build()))
        .isEqualTo("suspect since \"Pool raised to 50\" 1 hour ago");
  }

  @Test
  void aDeploymentOfNoServiceIsNamedByItsVersion() {
    Deployment deployment = new Deployment("v2", List.of(), "", List.of());

    assertThat(words(memory("go", deployment, Duration.ofSeconds(30)).build()))
        .isEqualTo("suspect since v2 was deployed 0 minutes ago");
  }

  @Test
  void whatIsNotSuspectHasNoCause() {
    Memory memory =
        memory("Failover", new Note("n"), Duration.ZERO)
            .links(List.of(new Link(Link.SUSPECTED_BY, MemoryId.named("test", "x"))))
            .build();

    assertThat(Doubt.cause(memory)).isEmpty();
  }
}
