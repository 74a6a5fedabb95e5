package io.runbookmemory.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The contract itself: does it notice? */
class PlantedFaultsTest {

  private static final String RANDOM = "randomOperationsGiveWhatTheOracleGives";

  private static Method method(String test) {
    return Arrays.stream(FaultyStoreRun.class.getMethods())
        .filter(candidate -> candidate.getName().equals(test))
        .findFirst()
        .orElseThrow();
  }

  private static TestExecutionSummary run(Fault fault, String test) {
    Method method = method(test);
    FaultyStoreRun.PLANTED.set(fault);
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(FaultyStoreRun.class, method))
                .build(),
            listener);
    return listener.getSummary();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void theTestOfTheRuleNotices(Fault fault) {
    TestExecutionSummary summary = run(fault, fault.noticedBy);

    assertThat(summary.getTestsFoundCount()).isEqualTo(1);
    assertThat(summary.getTestsFailedCount()).isEqualTo(1);
  }

  @Test
  void everyThemeOfTheContractHasItsFault() {
    Set<Class<?>> themes = new HashSet<>(Set.of(method(RANDOM).getDeclaringClass()));
    for (Fault fault : Fault.values()) {
      themes.add(method(fault.noticedBy).getDeclaringClass());
    }

    assertThat(themes).isEqualTo(Set.of(MemoryStoreContract.class.getInterfaces()));
  }

  static Stream<Fault> seenByRandomOperations() {
    return Arrays.stream(Fault.values()).filter(Fault::seenByRandomOperations);
  }

  @ParameterizedTest
  @MethodSource("seenByRandomOperations")
  void randomOperationsNoticeTooAndShrinkToAFew(Fault fault) {
    TestExecutionSummary summary = run(fault, RANDOM);

    assertThat(summary.getTestsFailedCount()).isEqualTo(1);
    String message = summary.getFailures().getFirst().getException().getMessage();
    assertThat(message).containsPattern("seed 1, operation \\d+ of 10000: ").contains("store.");
    Matcher count = Pattern.compile("It takes (\\d+) operations").matcher(message);
    assertThat(count.find()).isTrue();
    assertThat(Integer.parseInt(count.group(1))).as(message).isBetween(1, 5);
  }
}
