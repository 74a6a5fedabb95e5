package io.runbookmemory.recall;

import static io.runbookmemory.fixture.Corpus.question;
import static io.runbookmemory.fixture.Corpus.titles;
import static io.runbookmemory.fixture.TestMemories.ANYWHERE;
import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.note;
import static io.runbookmemory.fixture.TestMemories.runbook;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.Corpus;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.memory.MemoryBuilder;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What may be recalled, by whom and when, and what is said about it. */
class VisibilityTest {

  private final Corpus corpus = new Corpus(new ExactMemoryStore(), new HashingModel());

  @AfterEach
  void close() {
    corpus.close();
  }

  private static MemoryBuilder diskFull() {
    return note("Disk full", "The disk is full");
  }

  private static MemoryBuilder triage(String title) {
    return runbook(title, "Look at the dashboard, then page the owner")
        .tags(List.of(RecallPipeline.TRIAGE_TAG));
  }

  private Recollection only(Recall recall) {
    assertThat(recall.recollections()).hasSize(1);
    return recall.recollections().getFirst();
  }

  @ParameterizedTest
  @EnumSource(names = {"DRAFT", "SUPERSEDED"})
  void whatIsNotInForceIsNeverRecalledNorJudged(MemoryStatus status) {
    corpus.add(diskFull().status(status));

    assertThat(corpus.recall("disk full").recollections()).isEmpty();
    assertThat(corpus.recall("disk full").judged()).isEmpty();
  }

  @Test
  void aSuspectMemoryIsRecalledWithAWarning() {
    corpus.add(diskFull().status(MemoryStatus.SUSPECT));

    assertThat(only(corpus.recall("disk full")).differs())
        .anyMatch(difference -> difference.startsWith("suspect"));
  }

  @Test
  void anOldVerificationAndAnUnapprovedOriginAreSaid() {
    corpus.add(
        diskFull()
            .lastVerifiedAt(NOW.minus(Duration.ofDays(120)))
            .provenance(new Provenance("forum", null, null, TrustTier.EXTERNAL)));

    assertThat(only(corpus.recall("disk full")).differs())
        .containsExactly("last verified 120 days ago", "from outside, approved by nobody");
  }

  @Test
  void anExpiredMemoryIsNotRecalledFromThatInstantOn() {
    corpus.add(diskFull().expiresAt(NOW));

    assertThat(corpus.recall("disk full").judged()).isEmpty();
    Situation before =
        Situation.builder("disk full", NOW.minusMillis(1)).deadline(Duration.ofSeconds(30)).build();
    assertThat(titles(corpus.recall(before))).containsExactly("Disk full");
  }

  @Test
  void aSessionSeesItsOwnMemoriesAndThoseOfNone() {
    corpus.add(
        note("Disk full a", "The disk is full").scope(session("a")),
        note("Disk full b", "The disk is full").scope(session("b")),
        diskFull());

    assertThat(titles(corpus.recall("disk full"))).containsExactly("Disk full");
    assertThat(titles(corpus.recall(question("disk full").scope(session("a")).build())))
        .containsExactlyInAnyOrder("Disk full", "Disk full a");
  }

  private static Scope session(String name) {
    return new Scope(Tenant.DEFAULT, null, null, null, null, name);
  }

  @Test
  void aTenantSeesNothingOfAnother() {
    corpus.add(diskFull().scope(Scope.of(new Tenant("team-a"))));

    assertThat(corpus.recall("disk full").judged()).isEmpty();
    assertThat(titles(corpus.recall(question("disk full").tenant(new Tenant("team-a")).build())))
        .containsExactly("Disk full");
  }

  @Test
  void theOwnServiceIsPreferred() {
    corpus.add(
        note("Disk full of orders", "The disk is full").scope(ANYWHERE.withService("orders")),
        note("Disk full of mailer", "The disk is full").scope(ANYWHERE.withService("mailer")));

    Recall orders = corpus.recall(question("disk full").service("orders").build());
    Recall mailer = corpus.recall(question("disk full").service("mailer").build());

    assertThat(titles(orders)).containsExactly("Disk full of orders", "Disk full of mailer");
    assertThat(titles(mailer)).containsExactly("Disk full of mailer", "Disk full of orders");
    assertThat(orders.recollections().getFirst().why()).contains("same service orders");
    assertThat(orders.recollections().getLast().differs())
        .containsExactly("service was mailer, is orders");
  }

  @Test
  void aWrongServiceOrEnvStillFindsWhatIsKnownElsewhere() {
    corpus.add(diskFull().scope(ANYWHERE.withService("orders").withEnv("prod")));

    Recall recall = corpus.recall(question("disk full").service("nosuch").env("dev").build());

    assertThat(only(recall).differs())
        .containsExactly("service was orders, is nosuch", "env was prod, is dev");
  }

  @Test
  void serviceAndEnvironmentAreReadOutOfTheText() {
    corpus.add(diskFull().scope(ANYWHERE.withService("orders-api")));

    Recall recall = corpus.recall("Disk full on orders-api (production)!");

    assertThat(recall.route().scope().service()).isEqualTo("orders-api");
    assertThat(recall.route().scope().env()).isEqualTo("prod");
    assertThat(recall.route().inferred())
        .containsExactly("env prod, named in the text", "service orders-api, named in the text");
  }

  @Test
  void whatIsToldIsNotReplacedByWhatTheTextNames() {
    corpus.add(diskFull().scope(ANYWHERE.withService("orders-api")));

    Route route =
        corpus
            .recall(question("disk full on orders-api prod").service("mailer").env("stage").build())
            .route();

    assertThat(route.scope().service()).isEqualTo("mailer");
    assertThat(route.scope().env()).isEqualTo("staging");
    assertThat(route.inferred())
        .containsExactly("nothing known of service mailer, searched everywhere");
  }

  @Test
  void whereNothingFitsTheTriageRunbookIsHandedOutAndSaidToBeThat() {
    corpus.add(triage("Where to begin"), runbook("Disk full", "Clear the logs"));

    Recall recall = corpus.recall("strange noises from the ceiling");

    assertThat(recall.strength()).isEqualTo(Strength.TRIAGE);
    assertThat(titles(recall)).containsExactly("Where to begin");
    assertThat(only(recall).parts().relevance()).isLessThan(Strength.POSSIBLE_FROM);
    assertThat(only(recall).why()).noneMatch(why -> why.contains("match best"));
  }

  @Test
  void whereNothingFitsAndThereIsNoTriageRunbookNothingComesBack() {
    corpus.add(runbook("Disk full", "Clear the logs"));

    Recall recall = corpus.recall("strange noises from the ceiling");

    assertThat(recall.strength()).isEqualTo(Strength.TRIAGE);
    assertThat(recall.recollections()).isEmpty();
    assertThat(recall.best()).isEmpty();
    assertThat(titles(recall.judged())).containsExactly("Disk full");
  }

  @Test
  void aTriageRunbookIsBoundByTheSameRulesAsAnyOther() {
    corpus.add(
        triage("Draft").status(MemoryStatus.DRAFT),
        triage("Old").status(MemoryStatus.SUPERSEDED),
        triage("Expired").expiresAt(NOW),
        triage("Private").scope(session("a")),
        triage("Elsewhere").scope(Scope.of(new Tenant("team-a"))));

    assertThat(corpus.recall("strange noises").recollections()).isEmpty();
    corpus.add(triage("In force"));
    assertThat(titles(corpus.recall("strange noises"))).containsExactly("In force");
    Situation filtered = question("strange noises").filter(Filter.eq(Field.KIND, "note")).build();
    assertThat(corpus.recall(filtered).recollections()).isEmpty();
  }
}
