package io.runbookmemory.oncall.playbook;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.guard.key.Sha256;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.lease.Leases;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a playbook is run on: the service in the environment, which daemons that share a store run
 * it on one at a time. Not thread-safe.
 */
final class Target implements AutoCloseable {

  /** For whatever a run does between two renewals besides calling tools. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private static final Duration LONGEST = Duration.ofDays(1);

  private final @Nullable Leases leases;
  private final String owner;
  private @Nullable Lease lease;

  /** Nobody else is asked where there are no leases. */
  Target(@Nullable Leases leases, String owner) {
    this.leases = leases;
    this.owner = owner;
  }

  /** Returns who has it; empty if it is this run's now. */
  Optional<PlaybookEnd.Busy> taken(PlaybookOrder order, PlaybookPlan plan) {
    if (leases == null) {
      return Optional.empty();
    }
    return switch (leases.acquire(new Claim(name(order), owner, length(plan)))) {
      case Acquisition.Granted granted -> {
        lease = granted.lease();
        yield Optional.empty();
      }
      case Acquisition.Held held -> Optional.of(new PlaybookEnd.Busy(held.owner(), held.until()));
    };
  }

  /** A digest, since names are free in their letters and a lease's is not. */
  private static String name(PlaybookOrder order) {
    Scope scope = order.scope();
    String target =
        String.join(
            "\n",
            scope.tenant().name(),
            order.playbook(),
            Objects.requireNonNullElse(scope.service(), ""),
            Objects.requireNonNullElse(scope.env(), ""));
    return "playbook/" + Sha256.of(target);
  }

  /** As long as the longest action and all putting back may take. */
  private static Duration length(PlaybookPlan plan) {
    Duration longest = Duration.ZERO;
    Duration back = Duration.ZERO;
    for (PlaybookPlan.Step step : plan.steps()) {
      Duration own = step.action().timeout().orElse(step.contract().timeout());
      Duration all = tried(step.action(), own);
      longest = all.compareTo(longest) > 0 ? all : longest;
      PlaybookAction undo = step.undo();
      if (undo != null) {
        back = back.plus(tried(undo, undo.timeout().orElse(own)));
      }
    }
    Duration length = longest.plus(back).plus(MARGIN);
    return length.compareTo(LONGEST) > 0 ? LONGEST : length;
  }

  private static Duration tried(PlaybookAction action, Duration timeout) {
    int more = action.retry().count();
    return timeout.multipliedBy(more + 1L).plus(action.retry().delay().multipliedBy(more));
  }

  /** Returns whether it is still this run's. A store that cannot tell is no yes. */
  boolean isStillOurs() {
    if (leases == null || lease == null) {
      return true;
    }
    try {
      Optional<Lease> renewed = leases.renew(lease);
      renewed.ifPresent(one -> lease = one);
      return renewed.isPresent();
    } catch (ArmException e) {
      return false;
    }
  }

  @Override
  public void close() {
    if (leases != null && lease != null) {
      try {
        leases.release(lease);
      } catch (ArmException e) {
        // It is over by itself, and what the run did is to be told.
      }
    }
  }
}
