package io.runbookmemory.oncall.playbook;

import static io.runbookmemory.oncall.playbook.Workshop.action;
import static io.runbookmemory.oncall.playbook.Workshop.call;
import static io.runbookmemory.oncall.playbook.Workshop.playbook;
import static io.runbookmemory.oncall.playbook.Workshop.rollback;
import static io.runbookmemory.oncall.playbook.Workshop.undo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybookCatalogTest {

  private static Playbook named(String name, PlaybookAction... actions) {
    return Playbook.builder(name, new Playbook.Trigger("PayDown", List.of()), List.of(actions))
        .build();
  }

  private static List<String> faults(Playbook... playbooks) {
    return PlaybookCatalog.faults(List.of(playbooks), Workshop.contracts()).stream()
        .map(fault -> fault.playbook() + fault.violation().toString())
        .toList();
  }

  private static PlaybookCatalog catalog(Playbook... playbooks) {
    return PlaybookCatalog.of(List.of(playbooks), Workshop.contracts());
  }

  @Test
  void actionsCallRegisteredToolsWithWhatTheyTake() {
    PlaybookAction wrong = PlaybookAction.builder("a", "look", "{\"service\":7,\"x\":1}").build();
    assertThat(faults(named("fix", action("look").build(), action("reboot").build(), wrong)))
        .hasSize(3)
        .anyMatch(it -> it.startsWith("0/spec/actions/1/type: must be a registered tool, got reb"))
        .anyMatch(it -> it.startsWith("0/spec/actions/2/arguments/service: "))
        .contains("0/spec/actions/2/arguments/x: is not a field of this tool");
  }

  @Test
  void whatDestroysIsNotMarkedAutoAndWhatCannotBeRepeatedHasNoRetry() {
    PlaybookAction.Retry once = new PlaybookAction.Retry(1, Duration.ZERO);
    assertThat(
            faults(
                named(
                    "fix",
                    action("drop").auto().build(),
                    action("restart").retry(once).build(),
                    action("silence").retry(once).auto().build(),
                    action("look").timeout(Duration.ofSeconds(11)).build())))
        .satisfiesExactly(
            it -> assertThat(it).startsWith("0/spec/actions/0/auto: must be left out"),
            it -> assertThat(it).contains("/1/retry").contains("not idempotent"),
            it -> assertThat(it).contains("/3/timeout: must be at most").contains("PT10S"));
  }

  @Test
  void whatUndoesNamesAnActionOnceAndDestroysNothing() {
    Playbook fix =
        playbook(action("scale").build(), action("look").build(), call("other"))
            .rollback(
                rollback(
                    undo("scale", "drop"),
                    undo("scale", "unscale"),
                    undo("look", "unscale"),
                    undo("restart", "unscale"),
                    undo("call-other", "unscale")))
            .build();
    assertThat(faults(fix, named("other", action("look").build())))
        .satisfiesExactly(
            it -> assertThat(it).startsWith("0/spec/rollback/actions/0/type").contains("drop"),
            it -> assertThat(it).contains("actions/1/of: must be named once"),
            it -> assertThat(it).contains("actions/2/of: must name an action that changes"),
            it -> assertThat(it).contains("actions/3/of: must name an action here"),
            it -> assertThat(it).contains("actions/4/of: must name an action here"));
  }

  @Test
  void noPlaybookCallsItselfDirectlyOrThroughOthers() {
    assertThat(faults(named("a", call("a"))))
        .containsExactly(
            "0/spec/actions/0/arguments/playbook: must not lead back to the playbook itself: a ->"
                + " a");
    assertThat(
            faults(
                named("d", call("a")),
                named("a", action("look").build(), call("b")),
                named("b", call("c")),
                named("c", call("a"))))
        .contains(
            "1/spec/actions/1/arguments/playbook: must not lead back to the playbook itself: a ->"
                + " b -> c -> a")
        .filteredOn(it -> it.contains("lead back"))
        .hasSize(3);
    assertThat(faults(named("a", call("b"), call("c")), named("b", call("c")), named("c", look())))
        .isEmpty();
  }

  private static PlaybookAction look() {
    return action("look").build();
  }

  @Test
  void callsThatAreMissingDeepOrDoublingAreRefused() {
    assertThat(faults(named("a", call("nowhere"))))
        .containsExactly(
            "0/spec/actions/0/arguments/playbook: must be a playbook that is here, got nowhere");
    List<Playbook> chain = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      chain.add(named("p" + i, i == 6 ? look() : call("p" + (i + 1))));
    }
    assertThat(faults(chain.subList(1, 7).toArray(Playbook[]::new))).isEmpty();
    assertThat(faults(chain.toArray(Playbook[]::new)))
        .singleElement()
        .asString()
        .startsWith("0/spec/actions: must be at most 100")
        .endsWith("at most 5 deep");
    PlaybookAction[] twenty = new PlaybookAction[20];
    for (int i = 0; i < twenty.length; i++) {
      twenty[i] =
          PlaybookAction.builder("c" + i, PlaybookAction.RUN_PLAYBOOK, "{\"playbook\":\"b\"}")
              .build();
    }
    assertThat(faults(named("a", twenty), sixLooks())).hasSize(1);
  }

  private static Playbook sixLooks() {
    List<PlaybookAction> looks = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      looks.add(PlaybookAction.builder("l" + i, "look", "{}").build());
    }
    return named("b", looks.toArray(PlaybookAction[]::new));
  }

  @Test
  void namesAreTheirOwnAndTheFirstFaultIsSaid() {
    assertThat(faults(named("a", look()), named("a", look())))
        .containsExactly("1/metadata/name: must be its own, got a second playbook \"a\"");
    assertThatThrownBy(() -> catalog(named("a", action("reboot").build())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("a/spec/actions/0/type: must be a registered tool");
    List<ToolContract> reserved =
        List.of(ToolContract.builder(PlaybookAction.RUN_PLAYBOOK, "Mine.").build());
    assertThatThrownBy(() -> PlaybookCatalog.of(List.of(), reserved))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theEffectIsTheGravestOfAllThatIsCalled() {
    PlaybookCatalog catalog =
        catalog(
            named("a", look()),
            named("b", look(), action("scale").build()),
            named("c", look(), call("d")),
            named("d", action("drop").build()));
    assertThat(catalog.effect("a")).isEqualTo(ToolEffect.READ_ONLY);
    assertThat(catalog.effect("b")).isEqualTo(ToolEffect.REVERSIBLE);
    assertThat(catalog.effect("c")).isEqualTo(ToolEffect.DESTRUCTIVE);
    assertThat(catalog.playbooks()).extracting(Playbook::name).containsExactly("a", "b", "c", "d");
  }

  @Test
  void theFingerprintChangesWithWhatIsDoneAndNotWithTheWords() {
    Playbook called = named("b", look());
    String first = catalog(playbook(look(), call("b")).build(), called).fingerprint("fix");
    assertThat(first).matches("[0-9a-f]{16}");
    Playbook described = playbook(look(), call("b")).description("Looks.").build();
    assertThat(catalog(described, called).fingerprint("fix")).isEqualTo(first);
    assertThat(catalog(described, named("b", action("scale").build())).fingerprint("fix"))
        .isNotEqualTo(first);
    PlaybookAction laidOut =
        PlaybookAction.builder("look", "look", "{ \"service\" : \"pay\" }").build();
    assertThat(catalog(playbook(laidOut, call("b")).build(), called).fingerprint("fix"))
        .isEqualTo(first);
    PlaybookAction other = PlaybookAction.builder("look", "look", "{\"service\":\"web\"}").build();
    assertThat(catalog(playbook(other, call("b")).build(), called).fingerprint("fix"))
        .isNotEqualTo(first);
  }

  @Test
  void aPlaybookThatIsCalledRunsInItsPlaceUnderBothConditionsAndIsPutBack(@TempDir Path temp) {
    Playbook inner =
        Playbook.builder(
                "inner",
                new Playbook.Trigger("x", List.of()),
                List.of(action("scale").build(), look()))
            .rollback(rollback(undo("scale", "unscale")))
            .build();
    PlaybookAction when =
        PlaybookAction.builder("again", PlaybookAction.RUN_PLAYBOOK, "{\"playbook\":\"inner\"}")
            .when(List.of(Workshop.above("errors")))
            .build();
    Playbook fix =
        playbook(call("inner"), when, action("restart").build()).rollback(rollback()).build();
    try (Workshop shop = new Workshop(temp)) {
      shop.found.put("errors", new ConditionState.HoldsNot("0.1"));
      shop.answer("restart", new ToolResult.Failed("no", false));
      PlaybookReport report = shop.runner(fix, inner).run(Workshop.order(Workshop.REX));
      assertThat(shop.ran).containsExactly("scale", "look", "restart", "unscale");
      assertThat(report.steps())
          .filteredOn(PlaybookStep.Skipped.class::isInstance)
          .extracting(PlaybookStep::action)
          .containsExactly("again/scale", "again/look");
      assertThat(report.steps().getLast())
          .isInstanceOf(PlaybookStep.PutBack.class)
          .extracting(PlaybookStep::action)
          .isEqualTo("call-inner/scale");
    }
  }

  @Test
  void whatIsAgainstARuleByItselfCannotBeMade() {
    assertThatThrownBy(() -> named("Fix It", look())).hasMessageContaining("small letters");
    assertThatThrownBy(() -> named("fix")).hasMessageContaining("1 to 50 actions, got 0");
    assertThatThrownBy(() -> named("fix", look(), look())).hasMessageContaining("got two of");
    assertThatThrownBy(() -> new EscalationLevel(Duration.ZERO, "#pay"))
        .hasMessageContaining("more than 0");
    assertThatThrownBy(() -> action("look").timeout(Duration.ofSeconds(-1)))
        .hasMessageContaining("more than 0, got PT-1S");
    assertThatThrownBy(
            () ->
                playbook(look())
                    .escalation(
                        List.of(
                            new EscalationLevel(Duration.ofMinutes(5), "a"),
                            new EscalationLevel(Duration.ofMinutes(5), "b"))))
        .hasMessageContaining("later than the one before");
  }
}
