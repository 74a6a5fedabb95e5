package io.runbookmemory.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.memory.content.Baseline;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Interaction;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.memory.content.Other;
import io.runbookmemory.memory.content.Pattern;
import io.runbookmemory.memory.content.Report;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.content.Runbook;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryBuilderTest {

  private static final Instant NOW = Instant.parse("2026-05-12T02:41:00Z");
  private static final MemoryId ID = MemoryId.named("test", "one");

  private static MemoryBuilder builder(Content content) {
    return Memory.builder(ID, Scope.of(Tenant.DEFAULT), "Title", content, NOW);
  }

  private static MemoryBuilder note() {
    return builder(new Note("words"));
  }

  @Test
  void theTypeFitsTheContent() {
    assertThat(builder(Runbook.builder("x").build()).build().type())
        .isEqualTo(MemoryType.PROCEDURAL);
    for (Content content :
        List.of(Incident.builder("x").build(), new Note("x"), new Report(NOW, NOW, "x", ""))) {
      assertThat(builder(content).build().type()).isEqualTo(MemoryType.EPISODIC);
    }
    for (Content content : List.of(new ResourceFact("a", "b", "c"), new Other("x", "{}"))) {
      assertThat(builder(content).build().type()).isEqualTo(MemoryType.FACTUAL);
    }
    assertThat(builder(new Pattern("temporal", "x", 1, 1)).build().type())
        .isEqualTo(MemoryType.SEMANTIC);
    for (Content content :
        List.of(
            new Deployment("1", List.of(), "", List.of()),
            new Baseline("x", Map.of()),
            new Interaction("user", "x"))) {
      assertThat(builder(content).build().type()).isEqualTo(MemoryType.TEMPORAL);
    }
  }

  @Test
  void whatIsNotSetHasItsDefault() {
    Memory memory = note().build();

    assertThat(memory.status()).isEqualTo(MemoryStatus.ACTIVE);
    assertThat(memory.provenance()).isEqualTo(Provenance.captured());
    assertThat(memory.times().updatedAt()).isEqualTo(NOW);
    assertThat(memory.occurrences()).isEqualTo(1);
    assertThat(memory.version()).isZero();
    assertThat(memory.pinned()).isFalse();
    assertThat(memory.severity()).isEmpty();
    assertThat(memory.tags()).isEmpty();
    assertThat(memory.links()).isEmpty();
    assertThat(memory.unknownFields()).isEmpty();
  }

  @Test
  void aMemorySpeaksInTheWordsOfItsContentUnlessItHasItsOwn() {
    assertThat(note().build().text()).isEqualTo("words");
    assertThat(note().build().ownText()).isEmpty();
    assertThat(note().text("own").build().text()).isEqualTo("own");
    assertThat(note().text("").build().text()).isEmpty();
    assertThat(note().text("own").text(null).build().text()).isEqualTo("words");
  }

  @Test
  void whatCannotBeStoredIsReplaced() {
    Memory memory =
        note()
            .title("a\u0000b")
            .text("cut \uD83D")
            .tags(List.of("\uDE92"))
            .content(new Note("\uD83D\uDE92 whole, \uD83D half"))
            .scope(Scope.of(Tenant.DEFAULT).withService("x\uD83D"))
            .provenance(new Provenance("s\u0000", "k\uD83D", "u\uD83D", TrustTier.CURATED))
            .links(List.of(new Link("l\uD83D", ID)))
            .build();

    assertThat(memory.title()).isEqualTo("a\uFFFDb");
    assertThat(memory.text()).isEqualTo("cut \uFFFD");
    assertThat(memory.tags()).containsExactly("\uFFFD");
    assertThat(memory.content()).isEqualTo(new Note("\uD83D\uDE92 whole, \uFFFD half"));
    assertThat(memory.scope().service()).isEqualTo("x\uFFFD");
    assertThat(memory.provenance())
        .isEqualTo(new Provenance("s\uFFFD", "k\uFFFD", "u\uFFFD", TrustTier.CURATED));
    assertThat(memory.links()).containsExactly(new Link("l\uFFFD", ID));
  }

  @Test
  void tagsAreStrippedSortedAndUnique() {
    assertThat(note().tags(List.of("b", " a ", "b", "B")).build().tags())
        .containsExactly("B", "a", "b");
    assertThatThrownBy(() -> note().tags(List.of("a", " ")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rulesAreKept() {
    assertThatThrownBy(() -> note().title(" \t").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("title");
    assertThatThrownBy(() -> note().occurrences(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("occurrences must be at least 1, got 0");
    assertThatThrownBy(() -> note().version(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("version must be at least 0, got -1");
    assertThatThrownBy(() -> note().unknownFields(Map.of("mood", "1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"mood\"");
  }

  private static Memory full() {
    return note()
        .text("own")
        .type(MemoryType.SEMANTIC)
        .status(MemoryStatus.SUSPECT)
        .severity(Severity.SEV2)
        .tags(List.of("t"))
        .provenance(new Provenance("wiki", "k", "u", TrustTier.CURATED))
        .updatedAt(NOW.plusSeconds(1))
        .happenedAt(NOW.plusSeconds(2))
        .lastSeenAt(NOW.plusSeconds(3))
        .lastVerifiedAt(NOW.plusSeconds(4))
        .expiresAt(NOW.plusSeconds(5))
        .occurrences(7)
        .pinned(true)
        .links(List.of(new Link("caused-by", ID)))
        .version(3)
        .unknownFields(Map.of("/x", "1"))
        .build();
  }

  @Test
  void aCopyEqualsItsOriginal() {
    assertThat(full().toBuilder().build()).isEqualTo(full()).hasSameHashCodeAs(full());
    assertThat(full().toBuilder().createdAt(NOW).updatedAt(NOW.plusSeconds(1)).build())
        .isEqualTo(full());
  }

  @Test
  void everyFieldCountsForEquality() {
    List<Memory> others =
        List.of(
            full().toBuilder().title("x").build(),
            full().toBuilder().content(new Note("x")).build(),
            full().toBuilder().text(null).build(),
            full().toBuilder().scope(Scope.of(new Tenant("x"))).build(),
            full().toBuilder().type(MemoryType.FACTUAL).build(),
            full().toBuilder().status(MemoryStatus.DRAFT).build(),
            full().toBuilder().severity(null).build(),
            full().toBuilder().tags(List.of()).build(),
            full().toBuilder().provenance(Provenance.captured()).build(),
            full().toBuilder().expiresAt(null).build(),
            full().toBuilder().occurrences(8).build(),
            full().toBuilder().pinned(false).build(),
            full().toBuilder().links(List.of()).build(),
            full().toBuilder().version(4).build(),
            full().toBuilder().unknownFields(Map.of()).build());

    assertThat(others).doesNotContain(full()).doesNotHaveDuplicates();
  }

  @Test
  void revisionsThatSayTheSameDifferInVersionAndWritingAlone() {
    Memory rewritten =
        full().toBuilder().version(9).createdAt(NOW.minusSeconds(1)).updatedAt(NOW).build();

    assertThat(full().saysTheSameAs(rewritten)).isTrue();
    assertThat(full().saysTheSameAs(rewritten.toBuilder().occurrences(8).build())).isFalse();
    assertThat(full().saysTheSameAs(rewritten.toBuilder().lastSeenAt(NOW).build())).isFalse();
  }
}
