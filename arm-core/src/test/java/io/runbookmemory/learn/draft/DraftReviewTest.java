package io.runbookmemory.learn.draft;

import static io.runbookmemory.fixture.Corpus.titles;
import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.learn.Drafts;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.remember.Remembered;
import java.util.List;
import org.junit.jupiter.api.Test;

class DraftReviewTest extends DraftsOfAnIncident {

  private static final String LESSON = "Enlarge the connection ceiling of hikari";

  private MemoryId update() {
    return writer.write(recalling("503s", incident(helped(LESSON))), NOW).get(1).draft().id();
  }

  private void rewrite(String markdown) {
    Memory runbook = stored(id(RUNBOOK));
    Runbook page = Pages.with(Pages.of(runbook).orElseThrow(), markdown, List.of());
    corpus.remembering().remember(runbook.toBuilder().content(page).build());
  }

  private boolean isRecalled() {
    return corpus.recall("hikari connection ceiling").judged().stream()
        .anyMatch(one -> one.memory().text().contains(LESSON));
  }

  @Test
  void nothingOfADraftIsRecalledUntilItIsApprovedAndThenItIs() {
    MemoryId draft = update();
    assertThat(isRecalled()).isFalse();

    Decision decision = review.approve(draft, word("it works")).orElseThrow();

    assertThat(decision).isEqualTo(new Decision.Approved(new Remembered.Updated(id(RUNBOOK), 2)));
    assertThat(isRecalled()).isTrue();
    assertThat(titles(corpus.recall("hikari connection ceiling"))).startsWith(RUNBOOK);
    Memory runbook = stored(id(RUNBOOK));
    assertThat(runbook.links()).contains(new Link(Link.LEARNED_FROM, id("503s")));
    assertThat(runbook.times().lastVerifiedAt()).isEqualTo(word("").at());
    assertThat(runbook.provenance().trust()).isEqualTo(TrustTier.CURATED);
    assertThat(stored(draft).status()).isEqualTo(MemoryStatus.SUPERSEDED);
    assertThat(review.list()).extracting(one -> one.draft().title()).containsExactly("503s");
    assertThat(review.approve(draft, word(""))).isEmpty();
  }

  @Test
  void aRunbookThatChangedMeanwhileIsNotOverwrittenButTheDraftMadeAnewOnIt() {
    MemoryId draft = update();
    rewrite(PAGE.replace("none", "https://wiki.example/pools"));
    assertThat(review.get(draft).orElseThrow().isStale()).isTrue();

    Decision first = review.approve(draft, word("")).orElseThrow();

    assertThat(first).isInstanceOf(Decision.MadeAnew.class);
    Proposal anew = ((Decision.MadeAnew) first).proposal();
    assertThat(anew.isStale()).isFalse();
    assertThat(anew.diff()).contains("(version 2)", "+1. " + LESSON).doesNotContain("\n-");
    assertThat(isRecalled()).isFalse();
    assertThat(review.approve(draft, word("")).orElseThrow()).isInstanceOf(Decision.Approved.class);
    assertThat(markdown(stored(id(RUNBOOK)))).contains("https://wiki.example/pools", LESSON);
  }

  @Test
  void whereBothChangedTheSameLinesTheOwnerEdits() {
    MemoryId draft = update();
    Memory waiting = review.get(draft).orElseThrow().draft();
    Runbook mine =
        Pages.with(Pages.of(waiting).orElseThrow(), PAGE.replace("Restart", "Mine"), List.of());
    review.edit(draft, waiting.toBuilder().content(mine).build(), word("shorter"));
    rewrite(PAGE.replace("Restart", "Theirs"));

    Decision refused = review.approve(draft, word("")).orElseThrow();

    assertThat(refused).isInstanceOf(Decision.Refused.class);
    assertThat(((Decision.Refused) refused).reason()).contains("same lines", "edit it");
    Memory again = review.get(draft).orElseThrow().draft();
    Proposal edited = review.edit(draft, again, word("looked at both")).orElseThrow();
    assertThat(edited.isStale()).isFalse();
    assertThat(edited.diff()).contains("-1. Theirs the pods", "+1. Mine the pods");
    assertThat(review.approve(draft, word("")).orElseThrow()).isInstanceOf(Decision.Approved.class);
  }

  @Test
  void anEditOfADraftWhoseRunbookChangedMeanwhileLosesNothingOfThat() {
    MemoryId draft = update();
    Memory waiting = review.get(draft).orElseThrow().draft();
    rewrite(PAGE.replace("none", "https://wiki.example/pools"));
    Memory runbook = stored(id(RUNBOOK));
    corpus.remembering().remember(runbook.toBuilder().tags(List.of("pool")).build());

    Memory edited = waiting.toBuilder().title("Pool of checkout is full").build();
    Proposal now = review.edit(draft, edited, word("clearer")).orElseThrow();

    assertThat(now.isStale()).isFalse();
    assertThat(now.diff()).contains("+1. " + LESSON).doesNotContain("-https", "-tags");
    assertThat(review.approve(draft, word("")).orElseThrow()).isInstanceOf(Decision.Approved.class);
    Memory after = stored(id(RUNBOOK));
    assertThat(markdown(after)).contains("https://wiki.example/pools", LESSON);
    assertThat(after.tags()).containsExactly("pool");
    assertThat(after.title()).isEqualTo("Pool of checkout is full");
  }

  @Test
  void anEditHasItsWayInTheSameLinesAndNowhereElse() {
    MemoryId draft = update();
    Memory waiting = review.get(draft).orElseThrow().draft();
    rewrite(PAGE.replace("Restart", "Theirs").replace("none", "https://wiki.example/pools"));
    Runbook mine =
        Pages.with(Pages.of(waiting).orElseThrow(), PAGE.replace("Restart", "Mine"), List.of());

    Proposal now =
        review.edit(draft, waiting.toBuilder().content(mine).build(), word("")).orElseThrow();

    assertThat(now.diff()).contains("-1. Theirs the pods", "+1. Mine the pods");
    assertThat(markdown(now.draft())).contains("https://wiki.example/pools").doesNotContain("none");
  }

  @Test
  void aDraftMadeAnewKeepsWhatWasChangedBesideThePage() {
    MemoryId draft = update();
    Memory runbook = stored(id(RUNBOOK));
    corpus.remembering().remember(runbook.toBuilder().title("Pool is full").build());

    assertThat(review.approve(draft, word("")).orElseThrow()).isInstanceOf(Decision.MadeAnew.class);
    assertThat(review.approve(draft, word("")).orElseThrow()).isInstanceOf(Decision.Approved.class);
    assertThat(stored(id(RUNBOOK)).title()).isEqualTo("Pool is full");
    assertThat(markdown(stored(id(RUNBOOK)))).contains(LESSON);
  }

  @Test
  void aVerificationOrAPinOfTheRunbookIsNoChangeOfWhatItSays() {
    MemoryId draft = update();
    Memory runbook = stored(id(RUNBOOK));
    corpus.remembering().remember(runbook.toBuilder().pinned(true).build());

    assertThat(review.approve(draft, word("")).orElseThrow()).isInstanceOf(Decision.Approved.class);
    assertThat(stored(id(RUNBOOK)).pinned()).isTrue();
  }

  @Test
  void theUpdateOfARunbookThatIsGoneIsRefused() {
    MemoryId draft = update();
    store.writer(Tenant.DEFAULT).delete(List.of(id(RUNBOOK)), NOW);

    assertThat(review.approve(draft, word("")).orElseThrow()).isInstanceOf(Decision.Refused.class);
    assertThat(review.get(draft)).isPresent();
  }

  @Test
  void aRejectionIsLearned() {
    MemoryId draft = update();
    assertThat(review.reject(draft, word("hikari has no such ceiling"))).isTrue();
    assertThat(review.reject(draft, word("again"))).isFalse();

    Drafted same = writer.write(recalling("503s", incident(helped(LESSON))), NOW).get(1);
    Drafted other = writer.write(recalling("Later", incident(helped(LESSON))), NOW).get(1);
    Drafted more =
        writer.write(recalling("503s", incident(helped(LESSON), helped("x"))), NOW).get(1);
    Drafted different = writer.write(recalling("Later", incident(helped("Fail over"))), NOW).get(1);

    assertThat(List.of(same, other, more))
        .allSatisfy(
            one -> {
              assertThat(one.how()).isEqualTo(Drafted.How.REJECTED);
              assertThat(one.reason()).isEqualTo("hikari has no such ceiling");
            });
    assertThat(different.how()).isEqualTo(Drafted.How.NEW);
    assertThat(review.rejections())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.draft()).isEqualTo(draft);
              assertThat(one.title()).isEqualTo(RUNBOOK);
              assertThat(one.word().by()).isEqualTo("dana");
              assertThat(one.word().reason()).isEqualTo("hikari has no such ceiling");
            });
    assertThat(store.reader(Tenant.DEFAULT).tombstones(List.of(draft))).hasSize(1);
  }

  @Test
  void secretsInReasonsAreTakenOut() {
    review.reject(update(), word("leaks password=hunter2hunter2 of dana@example.com"));

    assertThat(review.rejections().getFirst().word().reason())
        .doesNotContain("hunter2")
        .doesNotContain("@example.com");
  }

  @Test
  void aNewRunbookIsRecalledOnceApproved() {
    Memory incident =
        alone("503s", incident(helped(LESSON)).toBuilder().alertName("Slow").build()).build();
    MemoryId draft = writer.write(incident, NOW).get(1).draft().id();
    assertThat(isRecalled()).isFalse();

    review.approve(draft, word(null));

    assertThat(isRecalled()).isTrue();
    assertThat(stored(draft).status()).isEqualTo(MemoryStatus.ACTIVE);
  }

  @Test
  void anEditKeepsTheIdAndTheKind() {
    MemoryId draft = update();
    Memory note = TestMemories.note("Note", "x").build();

    assertThatThrownBy(() -> review.edit(draft, note, word("")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stay a runbook");
    assertThat(review.edit(id("nothing"), note, word(""))).isEmpty();
  }

  @Test
  void theRoomOfTheFacadeAppliesAnUpdateToo() {
    Drafts drafts = new Drafts(store, corpus.remembering(), Tenant.DEFAULT);

    assertThat(drafts.approve(update(), NOW)).contains(new Remembered.Updated(id(RUNBOOK), 2));
  }
}
