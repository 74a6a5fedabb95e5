package io.runbookmemory.testkit.decay;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.salience.SaliencePolicy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A way of fading that makes one mistake, and the test that must notice. */
enum DecayFault {
  /** What was left is what fades next: who asks often has nothing left. */
  COMPOUNDS("howOftenItWasAskedChangesNothing") {
    @Override
    Decay decay() {
      Map<Memory, Double> left = new HashMap<>();
      return (memory, usage, asOf) ->
          left.merge(memory, right(memory, usage, asOf), (before, now) -> before * now);
    }
  },
  /** Whole days: a step at midnight. */
  FADES_BY_THE_DAY("itFadesInNoSteps") {
    @Override
    Decay decay() {
      return (memory, usage, asOf) -> {
        Instant known = memory.times().knownAt();
        return right(
            memory, usage, known.plus(ChronoUnit.DAYS.between(known, asOf), ChronoUnit.DAYS));
      };
    }
  },
  /** The newest counts least. */
  RIPENS("anOlderMemoryNeverCountsMore") {
    @Override
    Decay decay() {
      return (memory, usage, asOf) -> 1 - right(memory, usage, asOf);
    }
  },
  /** A sum instead of a share. */
  GROWS_WITHOUT_END("itStaysInRangeWhateverTimeAndUse") {
    @Override
    Decay decay() {
      return (memory, usage, asOf) -> right(memory, usage, asOf) * (1 + usage.reinforcements());
    }
  },
  /** Down to nothing. */
  HAS_NO_FLOOR("whatIsOldIsNotLost") {
    @Override
    Decay decay() {
      SaliencePolicy bottomless = SaliencePolicy.builder().floor(0).build();
      return Decay.of(bottomless);
    }
  },
  /** Pinned or not. */
  FORGETS_THE_PIN("whatIsPinnedDoesNotFade") {
    @Override
    Decay decay() {
      return (memory, usage, asOf) -> right(memory.toBuilder().pinned(false).build(), usage, asOf);
    }
  },
  /** An age below zero is worth more than none. */
  IS_YOUNGER_THAN_NEW("asOfATimeBeforeItWasKnownAMemoryIsNew") {
    @Override
    Decay decay() {
      return (memory, usage, asOf) ->
          asOf.isBefore(memory.times().knownAt()) ? 1 : right(memory, usage, asOf);
    }
  },
  /** What happens next week counts today. */
  SEES_THE_FUTURE("whatConfirmedItLaterDoesNotCountBefore") {
    @Override
    Decay decay() {
      return (memory, usage, asOf) -> {
        Instant last = usage.lastReinforced();
        return right(memory, usage, last != null && last.isAfter(asOf) ? last : asOf);
      };
    }
  },
  /** Whatever it was asked about first. */
  GOES_BY_WHO_CAME_FIRST("theOrderOfWhatHappenedDoesNotMatter") {
    @Override
    Decay decay() {
      double chance = ASKED.getAndIncrement() % 1_000 / 1e6;
      return (memory, usage, asOf) -> right(memory, usage, asOf) * (1 - chance);
    }
  },
  /** The tenth time as much as the first. */
  IS_LED_BY_THE_CROWD("eachReinforcementAddsLessThanTheOneBefore") {
    @Override
    Decay decay() {
      return (memory, usage, asOf) -> {
        double crowd = Math.min(1, Math.pow(usage.reinforcements() / 20.0, 2));
        return right(memory, Usage.NONE, asOf) * crowd;
      };
    }
  },
  /** What is shown is shown again. */
  TAKES_POPULARITY_FOR_TRUTH("beingShownIsNoProof") {
    @Override
    Decay decay() {
      return (memory, usage, asOf) ->
          right(
              memory,
              usage.recalls() > 0 ? usage.plus(UsageDelta.reinforced(1, asOf)) : usage,
              asOf);
    }
  },
  /** Any use is good use. */
  LEARNS_NOTHING_FROM_FAILURE("whatFailedCountsNoMoreThanWhatHelped") {
    @Override
    Decay decay() {
      return (memory, usage, asOf) -> right(memory, turnedRound(usage), asOf);
    }
  };

  private static final AtomicInteger ASKED = new AtomicInteger();

  final String noticedBy;

  DecayFault(String noticedBy) {
    this.noticedBy = noticedBy;
  }

  /** Returns a new one. */
  abstract Decay decay();

  private static Usage turnedRound(Usage usage) {
    long helped = usage.failures();
    long failed = usage.successes();
    return new Usage(0, 0, helped, failed, null, Map.of());
  }

  private static double right(Memory memory, Usage usage, Instant asOf) {
    return SaliencePolicy.DEFAULT.salience(memory, usage, asOf).value();
  }
}
