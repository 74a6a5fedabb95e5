package io.runbookmemory.testkit.replay;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.testkit.ManualClock;
import io.runbookmemory.testkit.replay.file.FoundIncident;
import io.runbookmemory.testkit.replay.file.IncidentFinder;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Hands tests, and what runs before and after each, a {@link RunbookMemory}, its {@link
 * ManualClock} and an {@link IncidentReplay}. Each test has its own, closed after it.
 *
 * <p>Where incidents are named, by {@link ReplayTest} or {@link Replay}, the clock shows when the
 * first of their alerts fired, and memory holds what was known then; else it is empty. Stateless
 * and thread-safe.
 */
public final class ReplayExtension
    implements TestTemplateInvocationContextProvider, ParameterResolver, AfterEachCallback {

  private static final Namespace OURS = Namespace.create(ReplayExtension.class);
  private static final Set<Class<?>> HANDED =
      Set.of(RunbookMemory.class, ManualClock.class, IncidentReplay.class);

  /** Creates the extension; JUnit calls it. */
  public ReplayExtension() {}

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getElement(), ReplayTest.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    return test(context).stream()
        .flatMap(test -> IncidentFinder.find(List.of(test.value()), loader(context)).stream())
        .map(ReplayInvocation::new);
  }

  private static List<ReplayTest> test(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), ReplayTest.class).stream()
        .toList();
  }

  private static ClassLoader loader(ExtensionContext context) {
    return context.getRequiredTestClass().getClassLoader();
  }

  /** Says which incidents a test is about. */
  static void replays(ExtensionContext context, List<ReplayIncident> incidents) {
    context.getStore(OURS).put(ReplayFixture.class, fixture(context, incidents));
  }

  private static ReplayFixture fixture(ExtensionContext context, List<ReplayIncident> incidents) {
    Class<? extends ReplaySetup> type = setup(context);
    OpenSetup open =
        context
            .getRoot()
            .getStore(OURS)
            .getOrComputeIfAbsent(type, any -> OpenSetup.of(type), OpenSetup.class);
    return new ReplayFixture(open.setup(), open.model(), incidents);
  }

  private static Class<? extends ReplaySetup> setup(ExtensionContext context) {
    return Stream.concat(
            test(context).stream().map(ReplayTest::setup), outward(context).map(Replay::setup))
        .filter(type -> type != ReplaySetup.class)
        .findFirst()
        .orElse(ReplaySetup.class);
  }

  /** Returns the annotations of the test, its class and the classes around that. */
  private static Stream<Replay> outward(ExtensionContext context) {
    List<Replay> found = new ArrayList<>();
    AnnotationSupport.findAnnotation(context.getElement(), Replay.class).ifPresent(found::add);
    for (Class<?> type = context.getRequiredTestClass();
        type != null;
        type = type.getEnclosingClass()) {
      AnnotationSupport.findAnnotation(type, Replay.class).ifPresent(found::add);
    }
    return found.stream();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return HANDED.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    Executable taker = parameter.getDeclaringExecutable();
    if (!(taker instanceof Method) || context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          type.getSimpleName()
              + " belongs to one test: take it in a test, @BeforeEach or @AfterEach, not in "
              + taker);
    }
    try {
      ReplayFixture fixture = fixture(context);
      return type == ManualClock.class
          ? fixture.clock()
          : type == RunbookMemory.class ? fixture.memory() : fixture.replay();
    } catch (IllegalStateException e) {
      throw new ParameterResolutionException(String.valueOf(e.getMessage()), e);
    }
  }

  private static ReplayFixture fixture(ExtensionContext context) {
    ReplayFixture held = held(context);
    if (held == null) {
      replays(context, named(context));
      held = held(context);
    }
    return Objects.requireNonNull(held);
  }

  private static @Nullable ReplayFixture held(ExtensionContext context) {
    return context.getStore(OURS).get(ReplayFixture.class, ReplayFixture.class);
  }

  private static List<ReplayIncident> named(ExtensionContext context) {
    return outward(context)
        .map(Replay::value)
        .filter(patterns -> patterns.length > 0)
        .findFirst()
        .map(patterns -> read(patterns, loader(context)))
        .orElse(List.of());
  }

  private static List<ReplayIncident> read(String[] patterns, ClassLoader loader) {
    return IncidentFinder.find(Arrays.asList(patterns), loader).stream()
        .map(FoundIncident::incident)
        .toList();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    ReplayFixture held = held(context);
    if (held != null) {
      held.end();
    }
  }
}
