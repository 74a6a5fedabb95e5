package io.runbookmemory.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.guard.AnsweredCall;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.ToolRequest;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.journal.JournalEvent.Acted;
import io.runbookmemory.journal.JournalEvent.Opened;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolActsTest {

  private static final Instant T = Instant.parse("2026-03-01T03:00:00Z");
  private static final ToolResult DONE = new ToolResult.Succeeded("{}");

  private final IncidentJournal journal =
      new IncidentJournal(
          new ExactMemoryStore().ledger(Tenant.DEFAULT),
          new PatternRedactor(),
          JournalPolicy.DEFAULT,
          new Random(1));
  private final MemoryId id = open("checkout", null);
  private final ToolActs acts = new ToolActs(journal, () -> T.plusSeconds(60));
  private int calls;

  private MemoryId open(String service, @Nullable String namespace) {
    Place place = new Place(service, "prod", null, namespace);
    return journal.open(new Opened("Slow", "", place, null, null), T, "ann").id();
  }

  private static ToolRequest.Builder asked(
      String tool, @Nullable String service, String arguments) {
    Scope scope = Scope.of(Tenant.DEFAULT).withService(service);
    return ToolRequest.builder(Caller.of("rex"), scope, tool, arguments);
  }

  private static ToolRequest.Builder asked(String tool) {
    return asked(tool, "checkout", "{}");
  }

  private AnsweredCall answered(ToolRequest.Builder builder, ToolResult result) {
    ToolRequest request = builder.build();
    ToolContract contract =
        ToolContract.builder(request.tool(), "Does it.").effect(ToolEffect.READ_ONLY).build();
    return new AnsweredCall("call-" + ++calls, request, contract, request.arguments(), result);
  }

  private Optional<String> take(ToolRequest.Builder builder, ToolResult result) {
    return acts.take(answered(builder, result));
  }

  private List<Acted> written(MemoryId incident) {
    return journal.get(incident).orElseThrow().entries().stream()
        .filter(entry -> entry.event() instanceof Acted)
        .map(entry -> (Acted) entry.event())
        .toList();
  }

  private List<Acted> written() {
    return written(id);
  }

  @Test
  void whatAToolGaveInAnIncidentAttachesItself() {
    ToolRequest.Builder request = asked("query_promql", null, "{\"query\":\"up\"}").incident(id);

    assertThat(take(request, new ToolResult.Succeeded("{\"value\":1}"))).isEmpty();

    assertThat(written())
        .containsExactly(
            new Acted(
                "query_promql {\"query\":\"up\"}",
                ActResult.DONE,
                "{\"value\":1}",
                null,
                null,
                ToolEffect.READ_ONLY));
    assertThat(journal.get(id).orElseThrow().entries().getLast())
        .returns("rex", JournalEntry::by)
        .returns(T.plusSeconds(60), JournalEntry::at);
  }

  @Test
  void noDataAndFailuresAreGapsAndADryRunSaysSo() {
    take(asked("query_promql").incident(id), new ToolResult.NoData("no such series"));
    take(asked("query_promql").incident(id), new ToolResult.Failed("502 of prometheus", true));
    take(asked("restart").incident(id).dryRun(), DONE);

    assertThat(written())
        .extracting(Acted::result)
        .containsExactly(ActResult.NO_DATA, ActResult.FAILED, ActResult.SKIPPED);
    assertThat(written()).filteredOn(acted -> acted.result().isGap()).hasSize(2);
    assertThat(written().getLast().action()).startsWith("dry run: restart");
  }

  @ParameterizedTest(name = "scope {0}, arguments {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          checkout | {}                                      | true
          search   | {}                                      | false
          search   | {"service":"checkout"}                  | false
                   | {"service":"checkout"}                  | true
                   | {"service":"search"}                    | false
                   | {"service":"checkout","env":"prod"}     | true
                   | {"service":"checkout","env":"staging"}  | false
                   | {"namespace":"checkout"}                | true
                   | {"namespace":"search"}                  | false
                   | {"cluster":"eu-1"}                      | true
                   | {"service":["checkout"]}                | true
                   | {}                                      | true
                   | no JSON at all                          | true
          """)
  void aCallThatNamesNoIncidentBelongsToTheOneThatIsOpenForWhatItIsAbout(
      String service, String arguments, boolean attached) {
    assertThat(take(asked("query_promql", service, arguments), DONE)).isEmpty();

    assertThat(written()).hasSize(attached ? 1 : 0);
  }

  @Test
  void theNamespaceOfAnIncidentGoesBeforeItsService() {
    MemoryId shop = open("payments", "shop");

    take(asked("restart", null, "{\"namespace\":\"shop\"}"), DONE);
    take(asked("restart", null, "{\"namespace\":\"payments\"}"), DONE);
    take(asked("restart", "payments", "{\"namespace\":\"elsewhere\"}"), DONE);

    assertThat(written(shop)).hasSize(1);
    assertThat(written()).isEmpty();
  }

  @Test
  void whereSeveralAreOpenACallBelongsToNoneUnlessItNamesOneAndTheCallerIsTold() {
    MemoryId other = open("checkout", null);

    assertThat(take(asked("restart"), DONE).orElseThrow())
        .contains("2 incidents are open there")
        .contains(id.toString())
        .contains(other.toString());
    assertThat(written()).isEmpty();
    assertThat(written(other)).isEmpty();

    assertThat(take(asked("restart").incident(other), DONE)).isEmpty();
    assertThat(written(other)).hasSize(1);
    assertThat(written()).isEmpty();
  }

  @Test
  void whatIsOverOrForgottenIsNotOpen() {
    ToolActs later = new ToolActs(journal, () -> T.plus(ToolActs.FORGOTTEN));
    later.take(answered(asked("restart"), DONE));
    assertThat(written()).isEmpty();

    MemoryId fresh = open("checkout", null);
    journal.write(id, new JournalEvent.Resolved("rolled back"), T.plusSeconds(30), "ann");
    take(asked("restart"), DONE);

    assertThat(written(fresh)).hasSize(1);
    assertThat(written()).isEmpty();
  }

  @Test
  void theOnlyOneThatIsSpokenOfIsTheOneThatIsMeant() {
    MemoryId forgotten = id;
    Instant now = T.plus(ToolActs.FORGOTTEN).plusSeconds(60);
    MemoryId fresh =
        journal
            .open(
                new Opened("Slow", "", new Place("checkout", null, null, null), null, null),
                now,
                "ann")
            .id();

    new ToolActs(journal, () -> now).take(answered(asked("restart"), DONE));

    assertThat(written(fresh)).hasSize(1);
    assertThat(written(forgotten)).isEmpty();
  }

  @Test
  void whatIsLookedUpInMemoryIsNoActAndWhatIsTaughtItIsOne() {
    ToolRequest request = asked("lookup_runbook").incident(id).build();
    ToolContract.Builder memory = ToolContract.builder("lookup_runbook", "Looks.").ofMemory();
    ToolContract looks = memory.effect(ToolEffect.READ_ONLY).build();
    ToolContract teaches = memory.effect(ToolEffect.REVERSIBLE).build();

    acts.take(new AnsweredCall("1", request, looks, "{}", DONE));
    assertThat(written()).isEmpty();
    acts.take(new AnsweredCall("2", request, teaches, "{}", DONE));
    assertThat(written()).hasSize(1);
  }

  @Test
  void whatWasNotLetThroughIsWrittenOnlyWhereTheIncidentIsNamed() {
    ToolResult refused = new ToolResult.Refused("rex has no role");

    take(asked("restart"), refused);
    assertThat(written()).isEmpty();
    take(asked("restart").incident(id), refused);
    assertThat(written()).extracting(Acted::result).containsExactly(ActResult.REFUSED);
  }

  @Test
  void aCallThatIsToldTwiceStandsThereOnceAndTwoThatAreAlikeTwice() {
    AnsweredCall call = answered(asked("restart"), DONE);
    acts.take(call);
    new ToolActs(journal, () -> T.plus(Duration.ofHours(1))).take(call);
    assertThat(written()).hasSize(1);

    take(asked("restart"), DONE);
    assertThat(written()).hasSize(2);
  }

  @Test
  void whatIsLongIsCutAndSecretsAreTakenOut() {
    String output = "{\"log\":\"password=hunter2-very-secret " + "x".repeat(5000) + "\"}";

    take(asked("search_logs"), new ToolResult.Succeeded(output));

    assertThat(written().getFirst().detail()).hasSizeLessThan(1100).doesNotContain("hunter2");
  }

  @Test
  void anIncidentThatThereIsNotIsSaid() {
    MemoryId unknown = MemoryId.named("incident", "unknown");

    assertThat(take(asked("restart").incident(unknown), DONE).orElseThrow())
        .contains("there is no incident " + unknown);
    assertThat(written()).isEmpty();
  }
}
