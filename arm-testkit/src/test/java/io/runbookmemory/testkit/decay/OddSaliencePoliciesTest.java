package io.runbookmemory.testkit.decay;

import io.runbookmemory.memory.MemoryType;
import io.runbookmemory.salience.SaliencePolicy;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/** Settings that somebody might well choose. */
class OddSaliencePoliciesTest {

  private static SaliencePolicy everyTypeFadesIn(Duration halfLife, double floor) {
    SaliencePolicy.Builder policy = SaliencePolicy.builder().floor(floor);
    for (MemoryType type : MemoryType.values()) {
      policy.halfLife(type, halfLife).staleAfter(type, halfLife);
    }
    return policy.build();
  }

  @Nested
  class FadingWithinTheHour extends SaliencePolicyContract {

    @Override
    protected SaliencePolicy policy() {
      return everyTypeFadesIn(Duration.ofHours(1), 0.05);
    }
  }

  @Nested
  class FadingInTenThousandYears extends SaliencePolicyContract {

    @Override
    protected SaliencePolicy policy() {
      return everyTypeFadesIn(Duration.ofDays(3_652_500), 0.3);
    }
  }

  @Nested
  class FadingNotAtAll extends SaliencePolicyContract {

    @Override
    protected SaliencePolicy policy() {
      return everyTypeFadesIn(Duration.ofDays(1), 1);
    }
  }
}
