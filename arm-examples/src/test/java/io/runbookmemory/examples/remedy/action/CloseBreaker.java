package io.runbookmemory.examples.remedy.action;

import io.runbookmemory.tool.ToolEffect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

// A remedy of a team's own, in no cluster, as docs/remediation.md shows it.
// region own
public record CloseBreaker(AtomicBoolean open) implements Remedy<CloseBreaker.Ask> {

  record Ask(String breaker, @Nullable Boolean urgent, @Nullable String memory) implements Order {}

  @Override
  public Card<Ask> card() {
    return new Card<>(
        "close_breaker",
        "Lets requests through a circuit breaker again.",
        Ask.class,
        ToolEffect.REVERSIBLE,
        Duration.ofMinutes(1));
  }

  @Override
  public Target target(Ask asked) {
    return new Target("mesh", "", asked.breaker());
  }

  @Override
  public Course course(Ask asked, String call) {
    return new Course(
        asked.breaker() + " is " + (open.get() ? "open" : "closed"),
        List.of(new Course.Step("close " + asked.breaker(), turn -> open.set(false))),
        new Course.Check("it stays closed", () -> !open.get(), Duration.ofSeconds(10)));
  }
}
// endregion
