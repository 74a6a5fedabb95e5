package io.runbookmemory.learn.draft;

import static io.runbookmemory.fixture.Corpus.titles;
import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DraftWriterTest extends DraftsOfAnIncident {

  private static final String FRESH =
      """
      # 503s

      ## Symptom

      checkout answers 503

      Alert: Slow

      ## Cause

      A leak in v2.3

      ## Mitigation

      1. Raise the pool to 200
      2. 1\\. Roll back v2.3

      ## Did not help

      - \\# Restart

      ## Made it worse

      - Flush the cache

      ## Source

      Incident of 2026-05-12 02:41 UTC, INCIDENT.\
      """;

  private List<Drafted.How> write(Memory incident) {
    return writer.write(incident, NOW).stream().map(Drafted::how).toList();
  }

  @Test
  void whatTheRecalledRunbookLacksIsProposedAsAnUpdateThatIsShownAsADiff() {
    Incident content =
        incident(
                helped("Raise the pool to 200"),
                worsened("Flush the cache"),
                helped("restart the pods"))
            .toBuilder()
            .rootCause("A leak in v2.3")
            .build();

    List<Drafted> drafted = writer.write(recalling("503s", content), NOW);

    assertThat(drafted).extracting(Drafted::how).containsOnly(Drafted.How.NEW);
    Proposal update = review.get(drafted.get(1).draft().id()).orElseThrow();
    assertThat(update.isUpdate()).isTrue();
    assertThat(update.isStale()).isFalse();
    assertThat(update.diff().lines().filter(line -> line.startsWith("+") || line.startsWith("-")))
        .containsExactly(
            "--- Pool of checkout exhausted (version 1)",
            "+++ Pool of checkout exhausted (draft)",
            "+",
            "+## Learned from incidents",
            "+",
            "+### Incident of 2026-05-12 02:41 UTC",
            "+",
            "+1. Raise the pool to 200",
            "+",
            "+- Cause: A leak in v2.3",
            "+- Made it worse: Flush the cache",
            "+- Source: incident " + id("503s"));
    assertThat(Pages.of(update.draft()).orElseThrow().steps())
        .extracting(RunbookStep::text)
        .containsExactly("Restart the pods", "Raise the pool to 200");
  }

  @Test
  void aSecondIncidentAddsToTheSectionOfTheFirst() {
    Runbook page =
        RunbookPage.updated(
            Runbook.builder(PAGE).build(),
            recalling("503s", incident(helped("Raise the pool"))),
            Lesson.of(incident(helped("Raise the pool"))));
    Runbook with = Runbook.builder(page.markdown() + "\n\n## Contacts\n\nnobody").build();

    Runbook again =
        RunbookPage.updated(
            with,
            recalling("More 503s", incident(helped("Fail over"))),
            Lesson.of(incident(helped("Fail over"))));

    assertThat(again.markdown()).containsOnlyOnce("## Learned from incidents");
    assertThat(again.markdown()).endsWith("\n\n## Contacts\n\nnobody").doesNotContain("\n\n\n");
    assertThat(again.markdown().indexOf("1. Fail over"))
        .isBetween(again.markdown().indexOf("1. Raise"), again.markdown().indexOf("## Contacts"));
  }

  @Test
  void aRunbookThatSaysItAllIsLeftAsItIs() {
    assertThat(write(recalling("503s", incident(helped("RESTART  the pods"))))).hasSize(1);
    assertThat(review.list()).extracting(one -> one.draft().title()).containsExactly("503s");
  }

  @Test
  void whereThereWasNoRunbookOneIsProposedOfWhatWorked() {
    Incident content =
        incident(
                helped("Raise the pool to 200"),
                new Attempt("# Restart", Effect.NO_EFFECT),
                worsened("Flush the cache"),
                new Attempt("1. Roll back v2.3", Effect.RESOLVED))
            .toBuilder()
            .rootCause("A leak\nin v2.3")
            .alertName("Slow")
            .build();

    List<Drafted> drafted = writer.write(alone("503s", content).build(), NOW);

    Memory runbook = drafted.get(1).draft();
    assertThat(runbook.status()).isEqualTo(MemoryStatus.DRAFT);
    assertThat(runbook.links()).containsExactly(new Link(Link.LEARNED_FROM, id("503s")));
    assertThat(markdown(runbook)).isEqualTo(FRESH.replace("INCIDENT", id("503s").toString()));
    assertThat(Pages.of(runbook).orElseThrow().alerts()).containsExactly("Slow");
  }

  @Test
  void anIncidentThatIsNotOverOrInWhichNothingHelpedProposesNoRunbook() {
    Incident open =
        incident(helped("Raise it")).toBuilder().alertName(null).resolvedAt(null).build();
    Incident useless = incident(worsened("Flush it")).toBuilder().alertName(null).build();

    assertThat(write(alone("Open", open).build())).hasSize(1);
    assertThat(write(alone("Useless", useless).build())).hasSize(1);
  }

  @Test
  void aRunbookForSomethingElseThatHappenedToBeRecalledIsNotTouched() {
    Memory elsewhere =
        recalling("503s", incident(helped("Renew it")).toBuilder().alertName("Expired").build())
            .toBuilder()
            .scope(TestMemories.service("gateway"))
            .build();

    Memory draft = writer.write(elsewhere, NOW).get(1).draft();

    assertThat(draft.title()).isEqualTo("503s");
    assertThat(draft.links()).noneMatch(link -> link.type().equals(Link.UPDATES));
  }

  @Test
  void aNewerDraftReplacesTheOlderUnlessThatWasEditedOrDecided() {
    Memory first = recalling("503s", incident(helped("Raise the pool")));
    MemoryId old = writer.write(first, NOW).get(1).draft().id();
    assertThat(write(first)).containsOnly(Drafted.How.KNOWN);

    Memory second = recalling("503s", incident(helped("Raise the pool"), helped("Fail over")));
    MemoryId next = writer.write(second, NOW).get(1).draft().id();
    assertThat(review.list())
        .extracting(one -> one.draft().id())
        .contains(next)
        .doesNotContain(old);

    Memory draft = review.get(next).orElseThrow().draft();
    review.edit(next, draft.toBuilder().title("Better").build(), word("clearer"));
    assertThat(write(first)).containsExactly(Drafted.How.REPLACED, Drafted.How.EDITED);
    assertThat(stored(next).title()).isEqualTo("Better");

    review.approve(id("503s"), word("right"));
    assertThat(write(first)).startsWith(Drafted.How.APPROVED);
    assertThat(stored(id("503s")).status()).isEqualTo(MemoryStatus.ACTIVE);
  }

  @Test
  void aProposalThatANewerOneReplacedMayComeAgain() {
    Memory first = recalling("503s", incident(helped("Raise the pool")));
    MemoryId old = writer.write(first, NOW).get(1).draft().id();
    write(recalling("503s", incident(helped("Fail over"))));
    assertThat(stored(old).status()).isEqualTo(MemoryStatus.SUPERSEDED);

    assertThat(write(first)).endsWith(Drafted.How.REPLACED);
    assertThat(stored(old).status()).isEqualTo(MemoryStatus.DRAFT);
  }

  @Test
  void aRunbookForTheAlertIsUpdatedThoughNobodyRecalledIt() {
    Memory unasked = alone("503s", incident(helped("Raise the pool"))).build();

    assertThat(writer.write(unasked, NOW).get(1).draft().links())
        .contains(new Link(Link.UPDATES, id(RUNBOOK)));
  }

  @Test
  void aDraftOfTheSameAlertUnderAnotherIdGivesWay() {
    corpus.add(alone("Captured", incident(helped("x"))).status(MemoryStatus.DRAFT));

    writer.write(recalling("503s", incident(helped("Restart the pods"))), NOW);

    assertThat(review.list()).extracting(one -> one.draft().title()).containsExactly("503s");
    assertThat(stored(id("Captured")).status()).isEqualTo(MemoryStatus.SUPERSEDED);
  }

  @Test
  void everyLineOfAProposalVanishesWithWhatTheIncidentSays() {
    List<Attempt> all = List.of(helped("Raise it"), helped("Fail over"), worsened("Flush it"));
    for (Attempt without : all) {
      Attempt[] rest = all.stream().filter(one -> !one.equals(without)).toArray(Attempt[]::new);
      Memory memory = alone("503s", incident(rest)).build();
      String page = RunbookPage.fresh(memory, incident(rest), Lesson.of(incident(rest))).markdown();

      assertThat(page).doesNotContain(without.action());
      assertThat(page).contains(Stream.of(rest).map(Attempt::action).toList());
    }
  }

  @Test
  void aDraftWaitsForTheOwnersOfTheRunbookElseOfTheServiceElseForNobody() {
    corpus.add(TestMemories.of("fact", new ResourceFact("checkout", "is owned by", "team-shop")));
    Proposal update =
        review
            .get(
                writer
                    .write(recalling("503s", incident(helped("Raise the pool"))), NOW)
                    .get(1)
                    .draft()
                    .id())
            .orElseThrow();
    Proposal incident = review.get(id("503s")).orElseThrow();
    var reader = store.reader(update.draft().scope().tenant());

    assertThat(new DraftOwners(reader, Set.of()).of(update)).containsExactly("dana", "erin");
    assertThat(new DraftOwners(reader, Set.of("dana")).of(update)).containsExactly("erin");
    assertThat(new DraftOwners(reader, Set.of("dana", "erin")).of(update))
        .containsExactly("team-shop");
    assertThat(new DraftOwners(reader, Set.of()).of(incident)).containsExactly("team-shop");
    assertThat(new DraftOwners(reader, Set.of("dana", "erin", "team-shop")).of(update)).isEmpty();
  }

  @Test
  void onlyAnIncidentIsDraftedFrom() {
    assertThatThrownBy(() -> writer.write(TestMemories.note("Note", "x").build(), NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got a note");
    assertThat(titles(corpus.recall("note"))).isEmpty();
  }

  @Test
  void whatWasSaidAndWhatToolsGaveStandInTheProposalsWithTheirSources() {
    String said = "2026-03-01T03:05:00Z said: the pool is full [J12, https://chat/1]";
    Incident seen =
        incident(helped("Raise the pool")).toBuilder().observations(List.of(said)).build();

    List<Drafted> update = writer.write(recalling("Checkout fails", seen), NOW);
    assertThat(DraftText.of(update.get(0).draft())).contains("## Timeline\n\n- " + said);
    assertThat(review.get(update.get(1).draft().id()).orElseThrow().diff())
        .contains("+1. Raise the pool", "+- Seen: " + said);

    Incident other =
        Incident.builder("search answers 503")
            .alertName("SearchDown")
            .openedAt(NOW)
            .resolvedAt(NOW.plusSeconds(60))
            .attempts(List.of(helped("Restart search")))
            .observations(List.of(said))
            .build();
    List<Drafted> fresh = writer.write(alone("Search fails", other).build(), NOW);
    assertThat(markdown(fresh.get(1).draft())).contains("## What was seen\n\n- " + said);
  }
}
