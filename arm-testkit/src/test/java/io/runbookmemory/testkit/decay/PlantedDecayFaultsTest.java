package io.runbookmemory.testkit.decay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The contract of fading itself: does it notice? */
class PlantedDecayFaultsTest {

  @ParameterizedTest
  @EnumSource(DecayFault.class)
  void theTestOfTheRuleNotices(DecayFault fault) {
    FaultyDecayRun.PLANTED.set(fault);
    SummaryGeneratingListener listener = new SummaryGeneratingListener();

    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(FaultyDecayRun.class, fault.noticedBy))
                .build(),
            listener);

    assertThat(listener.getSummary().getTestsFoundCount()).isEqualTo(1);
    assertThat(listener.getSummary().getTestsFailedCount()).isEqualTo(1);
  }

  @Test
  void everyRuleHasItsFault() {
    List<String> rules =
        Arrays.stream(DecayContract.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .map(Method::getName)
            .toList();

    assertThat(Arrays.stream(DecayFault.values()).map(fault -> fault.noticedBy))
        .containsExactlyInAnyOrderElementsOf(rules);
  }
}
