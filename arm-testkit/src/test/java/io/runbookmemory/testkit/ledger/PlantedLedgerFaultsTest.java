package io.runbookmemory.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The contract of ledgers and leases itself: does it notice? */
class PlantedLedgerFaultsTest {

  private static Method method(String test) {
    return Arrays.stream(FaultyLedgerRun.class.getMethods())
        .filter(candidate -> candidate.getName().equals(test))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(LedgerFault.class)
  void theTestOfTheRuleNotices(LedgerFault fault) {
    FaultyLedgerRun.PLANTED.set(fault);
    SummaryGeneratingListener listener = new SummaryGeneratingListener();

    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(FaultyLedgerRun.class, method(fault.noticedBy)))
                .build(),
            listener);

    assertThat(listener.getSummary().getTestsFoundCount()).isEqualTo(1);
    assertThat(listener.getSummary().getTestsFailedCount()).isEqualTo(1);
  }

  @Test
  void everyThemeOfTheContractHasItsFault() {
    Set<Class<?>> themes = new HashSet<>();
    for (LedgerFault fault : LedgerFault.values()) {
      themes.add(method(fault.noticedBy).getDeclaringClass());
    }

    assertThat(themes).isEqualTo(Set.of(LedgerStoreContract.class.getInterfaces()));
  }
}
