package io.runbookmemory;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds arm-core to the idioms that no compiler checks. CONTRIBUTING.md lists them. */
class IdiomsTest {

  /** The one place where a default clock may be chosen: the builder of the façade. */
  private static final String FACADE_BUILDER = "io.runbookmemory.RunbookMemoryBuilder";

  /** A URI is a value; every other class of java.net reaches for the network. */
  private static final Set<String> VALUES_OF_JAVA_NET =
      Set.of("java.net.URI", "java.net.URISyntaxException");

  @Test
  void aPublicTypeIsClosedToExtensionUnlessItIsMadeForIt() {
    classes()
        .that()
        .arePublic()
        .and()
        .areTopLevelClasses()
        .should(
            be(describe("final, abstract, sealed or an enum", IdiomsTest::saysWhetherItIsExtended)))
        .check(CoreClasses.ALL);
  }

  @Test
  void timeIsPassedInOrInjected() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(FACADE_BUILDER)
        .should()
        .accessTargetWhere(describe("reads the machine's clock", IdiomsTest::readsTheMachinesClock))
        .because("a result that depends on the machine's clock can be neither tested nor replayed")
        .check(CoreClasses.ALL);
  }

  @Test
  void coreOpensNoConnection() {
    DescribedPredicate<JavaClass> network =
        resideInAnyPackage("java.net..", "javax.net..", "java.nio.channels..", "java.rmi..")
            .and(
                describe(
                    "can reach the network",
                    (JavaClass type) ->
                        !VALUES_OF_JAVA_NET.contains(type.getName())
                            && !type.getSimpleName().startsWith("File")));
    noClasses().should().dependOnClassesThat(network).check(CoreClasses.ALL);
  }

  @Test
  void coreWritesToNoStandardStream() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CoreClasses.ALL);
  }

  @Test
  void coreLogsThroughSlf4jAlone() {
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CoreClasses.ALL);
  }

  @Test
  void aFaultHasATypeThatSaysWhatToDo() {
    NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(CoreClasses.ALL);
  }

  @Test
  void aNameSaysWhatTheClassIs() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .check(CoreClasses.ALL);
  }

  @Test
  void anOptionalIsReturnedAndNeverKept() {
    fields().should().notHaveRawType(Optional.class).check(CoreClasses.ALL);
  }

  private static boolean saysWhetherItIsExtended(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.FINAL)
        || type.getModifiers().contains(JavaModifier.ABSTRACT)
        || type.isEnum()
        || type.reflect().isSealed();
  }

  private static boolean readsTheMachinesClock(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    return switch (access.getName()) {
      case "now" -> owner.startsWith("java.time.");
      case "currentTimeMillis" -> owner.equals("java.lang.System");
      case "<init>" -> owner.equals("java.util.Date");
      case "system" -> owner.equals("java.time.InstantSource");
      default -> owner.equals("java.time.Clock") && access.getName().startsWith("system");
    };
  }
}
