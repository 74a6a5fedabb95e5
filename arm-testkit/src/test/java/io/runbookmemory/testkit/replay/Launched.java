package io.runbookmemory.testkit.replay;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What came of a class of tests on the JUnit Platform, as any runner of it sees that. */
final class Launched implements TestExecutionListener {

  /** The tests that began, by their names. */
  final List<String> started = Collections.synchronizedList(new ArrayList<>());

  /** What tests and containers failed with. */
  final List<String> failures = Collections.synchronizedList(new ArrayList<>());

  static Launched of(Class<?> tests) {
    return of(tests, Map.of());
  }

  static Launched of(Class<?> tests, Map<String, String> configuration) {
    Launched launched = new Launched();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .configurationParameters(configuration)
                .build(),
            launched);
    return launched;
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (test.isTest()) {
      started.add(test.getDisplayName());
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    result.getThrowable().ifPresent(fault -> failures.add(String.valueOf(fault.getMessage())));
  }
}
