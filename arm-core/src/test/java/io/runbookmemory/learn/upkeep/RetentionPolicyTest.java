package io.runbookmemory.learn.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.content.Other;
import io.runbookmemory.memory.content.Runbook;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionPolicyTest {

  @Test
  void aKindThatIsNotKnownHereIsKeptForEver() {
    assertThat(
            RetentionPolicy.DEFAULT.classOf(
                Shelf.aged(1, "new", new Other("hologram", "{}")).build()))
        .isEqualTo(RetentionClass.PERMANENT);
  }

  @Test
  void aDraftIsOfTheDraftsClassWhateverItsKind() {
    assertThat(
            RetentionPolicy.DEFAULT.classOf(
                Shelf.aged(1, "new", Runbook.builder("r").build())
                    .status(MemoryStatus.DRAFT)
                    .build()))
        .isEqualTo(RetentionClass.DRAFT);
  }

  @Test
  void aMistypedKindIsRefused() {
    assertThatThrownBy(() -> RetentionPolicy.builder().kind("incidents", RetentionClass.PERMANENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "kind must be one of [baseline, deployment, incident, interaction, note, pattern,"
                + " report, resource, runbook], got incidents");
  }

  @Test
  void aTermIsPositive() {
    assertThatThrownBy(() -> new RetentionClass("short", Duration.ofDays(-1)))
        .hasMessage("a retention class's term must be positive, got PT-24H for short");
    assertThatThrownBy(() -> RetentionPolicy.builder().openFor(Duration.ZERO))
        .hasMessage("openFor must be positive, got PT0S");
    assertThatThrownBy(() -> RetentionPolicy.builder().lastingSalience(1.1))
        .hasMessage("lastingSalience must be in [0, 1], got 1.1");
  }
}
