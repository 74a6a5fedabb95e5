package io.runbookmemory.testkit;

import static io.runbookmemory.testkit.Given.SPACE;
import static io.runbookmemory.testkit.Given.changed;
import static io.runbookmemory.testkit.Given.note;
import static io.runbookmemory.testkit.Given.vectors;
import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.SampleMemories.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Baseline;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.DetectionRule;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Interaction;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.memory.content.Other;
import io.runbookmemory.memory.content.Pattern;
import io.runbookmemory.memory.content.Report;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What goes in comes out: every kind, every script, every size. */
interface FidelityContract extends StoreContract {

  /** Writes a memory, asserts that it comes back equal, and that writing it again is no news. */
  private void keeps(StoredMemory offered) {
    assertThat(write(offered)).containsExactly(1L);
    assertThat(stored(offered.id())).isEqualTo(offered.withVersion(1));
    assertThat(write(offered)).as("written again").containsExactly(1L);
  }

  @Test
  default void everyKindOfContentIsKept() {
    List<Content> contents = new ArrayList<>(List.of(incident(), runbook()));
    contents.add(new Deployment("v1.2", List.of("a", "b"), "high", List.of("latency")));
    contents.add(new ResourceFact("checkout", "depends on", "postgres"));
    contents.add(new Pattern("correlation", "deploys precede bursts", 12, 0.1 + 0.2));
    contents.add(new Baseline("rate(x[5m])", Map.of("median", 1e-300, "mad", -0.1)));
    contents.add(new Report(NOW, NOW.plusNanos(1), "# Report", "{\"n\":[1,2.50]}"));
    contents.add(new Note(""));
    contents.add(new Interaction("user", "hello"));
    contents.add(new Other("hologram", "{\"kind\":\"hologram\",\"depth\":[1,{\"x\":null}]}"));
    for (int i = 0; i < contents.size(); i++) {
      Memory memory =
          SampleMemories.note(id(i), "Title", "").content(contents.get(i)).pinned(true).build();
      keeps(StoredMemory.lexical(memory));
    }
  }

  private static Incident incident() {
    return Incident.builder("pool exhausted")
        .alertName("HighBurn")
        .fingerprint("cbf29ce484222325")
        .rootCause("leak")
        .resolution("restart")
        .openedAt(NOW)
        .detectedAt(NOW.plusNanos(1))
        .mitigatedAt(NOW.plusSeconds(1))
        .resolvedAt(NOW.plusSeconds(2))
        .affectedServices(List.of("payments"))
        .attempts(List.of(new Attempt("restart", Effect.MITIGATED)))
        .build();
  }

  private static Runbook runbook() {
    return Runbook.builder("# Pool\r\n\tcheck `x`\n")
        .slo("availability")
        .alerts(List.of("HighBurn"))
        .detectionRules(List.of(new DetectionRule("promql", "up == 0")))
        .steps(List.of(withRemarks(), textOnly()))
        .urls(List.of("https://wiki/pool"))
        .owners(List.of("team-a"))
        .escalationPolicy("P1")
        .build();
  }

  private static RunbookStep textOnly() {
    return new RunbookStep("", "wait", null, null);
  }

  private static RunbookStep withRemarks() {
    return new RunbookStep("Fix", "restart", "bash", "kubectl …")
        .withRemarks("it starts", "kubectl rollout undo", "if it does not start, page");
  }

  @Test
  default void fieldsOfANewerReleaseAreKept() {
    keeps(
        changed(
            note(1, "a"),
            memory ->
                memory.unknownFields(
                    Map.of("/mood", "\"tense\"", "/scope/region", "{\"eu\":[1,2]}"))));
  }

  @Test
  default void everyScriptIsKept() {
    List<String> words =
        List.of(
            "🚒 fire 👩‍🚒 team 🏳️‍🌈",
            "العربية من اليمين إلى اليسار",
            "עברית \u202Emixed\u202C",
            "日本語とコードポイント𠮷",
            "cafe\u0301 is not café",
            "\uFEFFmark, \u200Bzero width, \u2028 line, \u0085 next",
            "quotes ' \" ` \\ % _ ; -- /* */ $1 ?1 :a {} [] <a&b>",
            "tabs\tand\r\nlines\n",
            "Straße İstanbul ſ ǅ");
    for (int i = 0; i < words.size(); i++) {
      String said = words.get(i);
      keeps(
          changed(
              note(i, said),
              memory ->
                  memory
                      .title(said)
                      .tags(List.of(said))
                      .scope(Scope.of(Tenant.DEFAULT).withService(said))));
    }
  }

  @Test
  default void whatNoEncodingHoldsIsReplacedBeforeItIsStored() {
    keeps(
        StoredMemory.lexical(
            SampleMemories.runbook(id(1), "ser\uD83Dvice", "al\u0000ert", "cut \uD83D")
                .title("broken \uD83D emoji")
                .text("NUL \u0000 and \uDE92 half")
                .tags(List.of("\uD800"))
                .provenance(new Provenance("wi\u0000ki", "\uD83D", null, TrustTier.EXTERNAL))
                .build()));
    assertThat(stored(id(1)).memory().title()).isEqualTo("broken \uFFFD emoji");
  }

  @Test
  default void longTextsWithManyPassagesAreKeptAndFound() {
    String text = "the quick brown fox jumps over the lazy dog. ".repeat(6800) + "needle";
    assertThat(text.length()).isGreaterThan(300_000);
    List<Passage> passages = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      passages.add(
          new Passage(new TextRange(i * 1000, (i + 1) * 1000), Embedding.of(1, i, i % 7, -1)));
    }
    Memory memory = SampleMemories.note(id(1), "Long", text).build();

    keeps(new StoredMemory(memory, passages, SPACE));

    assertThat(reader().search(SearchRequest.text("needle", NOW).build())).hasSize(1);
    assertThat(reader().search(Given.nearest(1, 299, 5, -1).build()))
        .singleElement()
        .satisfies(hit -> assertThat(hit.passage()).isEqualTo(new TextRange(299_000, 300_000)));
  }

  @Test
  default void aTitleAndAWordOfAnyLengthAreKept() {
    String endless = "x".repeat(40_000);

    keeps(changed(note(1, endless), memory -> memory.title("Very long " + endless)));
  }

  @Test
  default void tenThousandTagsAreKept() {
    List<String> tags = IntStream.range(0, 10_000).mapToObj(n -> "tag-" + n).toList();

    keeps(changed(note(1, "a"), memory -> memory.tags(tags)));

    assertThat(reader().count(new Filter.HasTag("tag-9999"))).isEqualTo(1);
  }

  @Test
  default void vectorsAreKeptToTheBit() {
    keeps(
        vectors(
            SampleMemories.note(id(1), "Note", "abc").build(),
            new float[] {Float.MIN_VALUE, -0.0f, 1, 0},
            new float[] {1e-30f, 3e20f, -7e19f, 0.1f},
            new float[] {1 / 3f, 1 / 7f, -1 / 11f, 1 / 13f}));
  }

  @Test
  default void aVectorOfATitleAloneHasNoRange() {
    Memory memory = SampleMemories.note(id(1), "Title alone", "").build();
    keeps(new StoredMemory(memory, List.of(new Passage(null, Embedding.of(1, 2, 3, 4))), SPACE));

    assertThat(reader().search(Given.nearest(1, 2, 3, 4).build()))
        .singleElement()
        .satisfies(hit -> assertThat(hit.passage()).isNull());
  }

  @Test
  default void randomMemoriesAreKept() {
    RandomMemories random = new RandomMemories(31);
    for (int i = 0; i < 60; i++) {
      keeps(random.stored(id(i), Tenant.DEFAULT));
    }
  }
}
