package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When that is closed which a reload replaced. */
class CallsTest {

  private final Calls calls = new Calls();
  private final List<String> closed = new ArrayList<>();

  private void retire(String what) {
    calls.retire(() -> closed.add(what));
  }

  @Test
  void whatNobodyUsesIsClosedAtOnce() {
    retire("first");
    assertThat(closed).containsExactly("first");
    String answer = calls.during(() -> "answer");
    assertThat(answer).isEqualTo("answer");
    retire("second");
    assertThat(closed).containsExactly("first", "second");
  }

  @Test
  void whatACallMayUseIsClosedWhenTheLastOfThemEnded() {
    String answer =
        calls.during(
            () -> {
              calls.during(
                  () -> {
                    retire("used by both");
                    return "";
                  });
              assertThat(closed).isEmpty();
              return "outer";
            });
    assertThat(answer).isEqualTo("outer");
    assertThat(closed).containsExactly("used by both");
  }

  @Test
  void aCallThatBeganLaterKeepsNothingOpen() {
    List<String> before = new ArrayList<>();
    String answer =
        calls.during(
            () -> {
              retire("old");
              String inner =
                  calls.during(
                      () -> {
                        before.addAll(closed);
                        return "inner";
                      });
              retire("newer");
              return inner;
            });
    assertThat(answer).isEqualTo("inner");
    assertThat(before).isEmpty();
    assertThat(closed).containsExactly("old", "newer");
  }

  @Test
  void aCallThatFailsIsOverToo() {
    assertThatThrownBy(
            () ->
                calls.during(
                    () -> {
                      retire("used");
                      throw new IllegalStateException("the call fails");
                    }))
        .hasMessage("the call fails");
    assertThat(closed).containsExactly("used");
  }

  @Test
  void theEndOfTheDaemonClosesWhatIsLeft() {
    String answer =
        calls.during(
            () -> {
              retire("left");
              calls.close();
              return String.join(",", closed);
            });
    assertThat(answer).isEqualTo("left");
    assertThat(closed).containsExactly("left");
  }
}
