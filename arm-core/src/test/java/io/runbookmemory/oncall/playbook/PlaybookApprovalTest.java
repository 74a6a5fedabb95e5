package io.runbookmemory.oncall.playbook;

import static io.runbookmemory.oncall.playbook.Workshop.ADA;
import static io.runbookmemory.oncall.playbook.Workshop.PROD;
import static io.runbookmemory.oncall.playbook.Workshop.REX;
import static io.runbookmemory.oncall.playbook.Workshop.action;
import static io.runbookmemory.oncall.playbook.Workshop.order;
import static io.runbookmemory.oncall.playbook.Workshop.playbook;
import static io.runbookmemory.oncall.playbook.Workshop.rollback;
import static io.runbookmemory.oncall.playbook.Workshop.undo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.oncall.playbook.PlaybookEnd.Left;
import io.runbookmemory.oncall.playbook.PlaybookEnd.WaitsForApproval;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that waits for a second person. */
class PlaybookApprovalTest {

  private static final Playbook FIX =
      playbook(action("scale").build(), action("drop").build(), action("look").build())
          .rollback(rollback(undo("scale", "unscale")))
          .build();

  @TempDir Path temp;
  private Workshop shop;
  private PlaybookRunner runner;
  private PlaybookReport waiting;

  @BeforeEach
  void run() {
    shop = new Workshop(temp);
    runner = shop.runner(FIX);
    waiting = runner.run(order(REX));
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private String agreed(PlaybookReport report) {
    return shop.toolbox().approve(((WaitsForApproval) report.end()).requestId(), ADA, PROD);
  }

  @Test
  void itGoesOnWhereItWaitedAndDoesNothingTwice() {
    assertThat(waiting.end())
        .isInstanceOfSatisfying(
            WaitsForApproval.class,
            waits -> {
              assertThat(waits.action()).isEqualTo("drop");
              assertThat(waits.summary()).contains("\"service\":\"pay\"");
            });
    assertThat(shop.ran).containsExactly("scale");
    PlaybookReport report = runner.resumeFrom(waiting, agreed(waiting));
    assertThat(report.end()).isEqualTo(new PlaybookEnd.Completed());
    assertThat(shop.ran).containsExactly("scale", "drop", "look");
    assertThat(report.steps()).containsAll(waiting.steps());
  }

  @Test
  void aTokenThatDoesNotCountLeavesItWaiting() {
    PlaybookReport still = runner.resumeFrom(waiting, "armok1.forged");
    assertThat(still.end()).isEqualTo(waiting.end());
    assertThat(shop.ran).containsExactly("scale");
    String token = agreed(waiting);
    assertThat(runner.resumeFrom(still, token).end()).isEqualTo(new PlaybookEnd.Completed());
    PlaybookReport again = runner.resumeFrom(waiting, token);
    assertThat(again.end()).isInstanceOf(WaitsForApproval.class);
    assertThat(again.steps().getLast().toString()).contains("used before");
    assertThat(shop.ran).containsExactly("scale", "drop", "look");
  }

  @Test
  void aRequestThatIsOverIsMadeAnew() {
    String token = agreed(waiting);
    shop.now = shop.now.plus(Duration.ofHours(1));
    PlaybookReport anew = runner.resumeFrom(waiting, token);
    assertThat(anew.end()).isInstanceOf(WaitsForApproval.class).isNotEqualTo(waiting.end());
    assertThat(shop.ran).containsExactly("scale");
    assertThat(runner.resumeFrom(anew, agreed(anew)).end()).isEqualTo(new PlaybookEnd.Completed());
  }

  @Test
  void whoDoesNotAgreeHasItPutBack() {
    PlaybookReport report = runner.giveUp(waiting);
    assertThat(report.end())
        .isEqualTo(
            new PlaybookEnd.Stopped(
                "drop", "was given up while it waited for a second person", Left.NOTHING));
    assertThat(shop.ran).containsExactly("scale", "unscale");
  }

  @Test
  void aPlaybookThatWasChangedMeanwhileIsNotGoneOnWith() {
    String token = agreed(waiting);
    PlaybookRunner changed =
        shop.runner(playbook(action("drop").build(), action("scale").build()).build());
    assertThatThrownBy(() -> changed.resumeFrom(waiting, token))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("run it anew");
    PlaybookReport done = runner.resumeFrom(waiting, token);
    assertThatThrownBy(() -> runner.resumeFrom(done, token))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must wait");
  }
}
