package io.runbookmemory.oncall.playbook;

import static io.runbookmemory.oncall.playbook.Workshop.PROD;
import static io.runbookmemory.oncall.playbook.Workshop.action;
import static io.runbookmemory.oncall.playbook.Workshop.playbook;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.usage.BetaPosterior;
import io.runbookmemory.oncall.playbook.AutoApplyPolicy.Decision;
import io.runbookmemory.oncall.playbook.AutoApplyPolicy.Grant;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AutoApplyPolicyTest {

  private static final AutoApplyPolicy GRANTED =
      new AutoApplyPolicy(Set.of(new Grant("fix", "prod")));
  private static final BetaPosterior PROVEN = new BetaPosterior(30, 0);
  private static final PlaybookCatalog MARKED =
      catalog(action("look").build(), action("scale").auto().build());

  private static PlaybookCatalog catalog(PlaybookAction... actions) {
    return PlaybookCatalog.of(List.of(playbook(actions).build()), Workshop.contracts());
  }

  @Test
  void nothingRunsByItselfUnlessThePolicySaysSoForIt() {
    Decision never = AutoApplyPolicy.NEVER.decide(MARKED, "fix", PROD, PROVEN);
    assertThat(never.apply()).isFalse();
    assertThat(never.reasons())
        .containsExactly("the policy does not let fix run by itself in prod");
    Decision granted = GRANTED.decide(MARKED, "fix", PROD, PROVEN);
    assertThat(granted.apply()).isTrue();
    assertThat(granted.reasons())
        .containsExactly(
            "the policy lets fix run by itself", "helped 30 of 30 times, expect 97 % ± 3 %");
    assertThat(GRANTED.decide(MARKED, "fix", PROD.withEnv("dev"), PROVEN).apply()).isFalse();
    assertThat(GRANTED.decide(MARKED, "fix", PROD.withEnv(null), PROVEN).apply()).isFalse();
  }

  @Test
  void whatDestroysOrIsNotMarkedDoesNotRunByItself() {
    assertThat(GRANTED.decide(catalog(action("drop").build()), "fix", PROD, PROVEN).reasons())
        .containsExactly("drop is DESTRUCTIVE");
    assertThat(GRANTED.decide(catalog(action("scale").build()), "fix", PROD, PROVEN).reasons())
        .containsExactly("scale changes something and is not marked auto");
    assertThat(GRANTED.decide(catalog(action("look").build()), "fix", PROD, PROVEN).apply())
        .isTrue();
  }

  @Test
  void trustIsEarnedByNineGoodOutcomesOrEighteenWithOneBad() {
    assertThat(decided(8, 0)).isFalse();
    assertThat(decided(9, 0)).isTrue();
    assertThat(decided(17, 1)).isFalse();
    assertThat(decided(18, 1)).isTrue();
    assertThat(GRANTED.decide(MARKED, "fix", PROD, new BetaPosterior(4, 0)).reasons())
        .containsExactly(
            "it takes 5 outcomes, there are 4",
            "it is expected to help in 83.3 % of cases, and that must be above 90 %");
  }

  private static boolean decided(long helped, long failed) {
    return GRANTED.decide(MARKED, "fix", PROD, new BetaPosterior(helped, failed)).apply();
  }

  @Test
  void outcomesAreCountedByNameAndFingerprint() {
    try (MemoryStore store = new ExactMemoryStore()) {
      PlaybookConfidence confidence =
          new PlaybookConfidence(store.reader(PROD.tenant()), store.writer(PROD.tenant()));
      String now = MARKED.fingerprint("fix");
      assertThat(confidence.of("fix", now)).isEqualTo(new BetaPosterior(0, 0));
      assertThat(confidence.count("fix", now, true, Workshop.START)).isTrue();
      assertThat(confidence.count("fix", now, true, Workshop.START)).isTrue();
      assertThat(confidence.count("fix", now, false, Workshop.START)).isTrue();
      assertThat(confidence.of("fix", now)).isEqualTo(new BetaPosterior(2, 1));
      assertThat(confidence.of("fix", "0000000000000000").n()).isZero();
      assertThat(confidence.of("mend", now).n()).isZero();
      assertThat(store.reader(PROD.tenant()).stats().memories()).isEqualTo(1);
    }
  }

  @Test
  void aPlaybookThatWasForgottenEarnsTrustAnew() {
    try (MemoryStore store = new ExactMemoryStore()) {
      PlaybookConfidence confidence =
          new PlaybookConfidence(store.reader(PROD.tenant()), store.writer(PROD.tenant()));
      confidence.count("fix", "1", true, Workshop.START);
      confidence.count("fix", "1", true, Workshop.START);
      store.writer(PROD.tenant()).delete(Filter.everything(), Workshop.START.plusSeconds(9));
      assertThat(confidence.of("fix", "1").n()).isZero();
      assertThat(confidence.count("fix", "1", false, Workshop.START.plusSeconds(10))).isTrue();
      assertThat(confidence.of("fix", "1")).isEqualTo(new BetaPosterior(0, 1));
    }
  }
}
