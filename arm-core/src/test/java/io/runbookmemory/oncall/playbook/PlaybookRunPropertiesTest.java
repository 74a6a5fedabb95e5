package io.runbookmemory.oncall.playbook;

import static io.runbookmemory.oncall.playbook.Workshop.REX;
import static io.runbookmemory.oncall.playbook.Workshop.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of every run, whatever the tools answer. */
class PlaybookRunPropertiesTest {

  private static final long SEED = 20_261_121;
  private static final int RUNS = 120;
  private static final List<String> TOOLS = List.of("look", "silence", "restart", "scale");
  private static final Map<String, String> UNDO =
      Map.of("silence", "unsilence", "scale", "unscale");
  private static final Map<String, ToolContract> CONTRACTS =
      Workshop.contracts().stream()
          .collect(Collectors.toMap(ToolContract::name, Function.identity()));

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

  @Test
  void whatIsDoneIsEitherAllOrPutBackOrNamed(@TempDir Path temp) {
    int stopped = 0;
    try (Workshop shop = new Workshop(temp)) {
      for (int run = 0; run < RUNS; run++) {
        shop.ran.clear();
        Playbook playbook = playbook();
        TOOLS.forEach(tool -> shop.answer(tool, answers()));
        UNDO.values().forEach(tool -> shop.answer(tool, answers()));
        PlaybookReport report = shop.runner(playbook).run(order(REX));
        String said = "seed " + SEED + ", run " + run + ": " + report;
        shop.now = Workshop.START;
        agree(shop.ran, report, said);
        stopped += holds(playbook, report, said) ? 0 : 1;
      }
    }
    assertThat(stopped).as("seed " + SEED).isBetween(RUNS / 4, RUNS - RUNS / 4);
  }

  private Playbook playbook() {
    List<PlaybookAction> actions = new ArrayList<>();
    List<Rollback.Undo> undo = new ArrayList<>();
    int count = random.nextInt(1, 6);
    for (int i = 0; i < count; i++) {
      String tool = TOOLS.get(random.nextInt(TOOLS.size()));
      PlaybookAction.Builder action = PlaybookAction.builder("a" + i, tool, "{}");
      if (contract(tool).idempotent()) {
        action.retry(new PlaybookAction.Retry(random.nextInt(3), Duration.ofSeconds(1)));
      }
      actions.add(action.build());
      if (UNDO.containsKey(tool) && random.nextInt(4) > 0) {
        undo.add(Workshop.undo("a" + i, Objects.requireNonNull(UNDO.get(tool))));
      }
    }
    Rollback rollback =
        new Rollback(random.nextInt(5) > 0, Duration.ofMinutes(15), List.of(), undo);
    return Workshop.playbook(actions.toArray(PlaybookAction[]::new)).rollback(rollback).build();
  }

  private static ToolContract contract(String tool) {
    return Objects.requireNonNull(CONTRACTS.get(tool));
  }

  private ToolResult[] answers() {
    ToolResult[] answers = new ToolResult[8];
    for (int i = 0; i < answers.length; i++) {
      answers[i] =
          switch (random.nextInt(12)) {
            case 0 -> new ToolResult.Failed("broken", false);
            case 1 -> new ToolResult.Failed("busy", true);
            case 2 -> new ToolResult.TimedOut(Duration.ofSeconds(3));
            default -> Workshop.OK;
          };
    }
    return answers;
  }

  /** The steps tell of every call that was made, and of no other. */
  private static void agree(List<String> ran, PlaybookReport report, String said) {
    int calls = 0;
    for (PlaybookStep step : report.steps()) {
      calls +=
          switch (step) {
            case PlaybookStep.Called it -> it.attempts();
            case PlaybookStep.PutBack it -> it.attempts();
            case PlaybookStep.Checked it -> 0;
            case PlaybookStep.Previewed it -> 0;
            case PlaybookStep.Skipped it -> 0;
            case PlaybookStep.LeftDone it -> 0;
          };
    }
    assertThat(ran).as(said).hasSize(calls);
  }

  private static boolean holds(Playbook playbook, PlaybookReport report, String said) {
    Map<String, PlaybookAction> byName =
        playbook.actions().stream()
            .collect(Collectors.toMap(PlaybookAction::name, Function.identity()));
    List<String> done = new ArrayList<>();
    List<String> back = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (PlaybookStep step : report.steps()) {
      if (step instanceof PlaybookStep.Called it) {
        ToolContract contract = contract(Objects.requireNonNull(byName.get(it.action())).tool());
        assertThat(contract.idempotent() || it.attempts() == 1).as(said).isTrue();
        if (it.result().equals(Workshop.OK) && contract.effect() != ToolEffect.READ_ONLY) {
          done.add(it.action());
        }
      } else if (step instanceof PlaybookStep.PutBack it) {
        (it.result().equals(Workshop.OK) ? back : left).add(it.action());
      } else if (step instanceof PlaybookStep.LeftDone it) {
        left.add(it.action());
      }
    }
    if (report.end() instanceof PlaybookEnd.Stopped end) {
      assertThat(back).as(said).isSubsetOf(done).isSortedAccordingTo((a, b) -> b.compareTo(a));
      if (playbook.rollback().enabled()) {
        List<String> both = new ArrayList<>(back);
        both.addAll(left);
        assertThat(both).as(said).containsExactlyInAnyOrderElementsOf(done);
      } else {
        assertThat(back).as(said).isEmpty();
      }
      if (end.left() == PlaybookEnd.Left.NOTHING) {
        assertThat(back).as(said).hasSameSizeAs(done);
      }
      return false;
    }
    assertThat(report.end()).as(said).isEqualTo(new PlaybookEnd.Completed());
    assertThat(back).as(said).isEmpty();
    return true;
  }
}
